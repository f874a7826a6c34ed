namespace OpenFeature.Constant;

/// <summary>Requested type of a flag.</summary>
public enum FlagValueType
{
    /// <summary>true or false.</summary>
    Boolean,

    /// <summary>Text.</summary>
    String,

    /// <summary>An integer or a double.</summary>
    Number,

    /// <summary>A structure, list or any other value.</summary>
    Object,
}
