namespace OtelShop.FlagdCore;

/// <summary>What a flag's variants are. All variants of one flag are of one type.</summary>
public enum FlagType
{
    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Text.</summary>
    String,

    /// <summary>A number, whole or not: the format does not tell integers from floating-point numbers.</summary>
    Number,

    /// <summary>A JSON object.</summary>
    Object,
}
