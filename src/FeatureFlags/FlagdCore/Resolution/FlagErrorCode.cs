namespace OtelShop.FlagdCore;

/// <summary>What made an evaluation fail.</summary>
public enum FlagErrorCode
{
    /// <summary>FLAG_NOT_FOUND: the set has no flag of that key.</summary>
    FlagNotFound,

    /// <summary>PARSE_ERROR: the flag's targeting rule is malformed.</summary>
    ParseError,

    /// <summary>TYPE_MISMATCH: the flag's value is not of the type that was asked for.</summary>
    TypeMismatch,

    /// <summary>GENERAL: the rule failed on this context, or named a variant that the flag does not have.</summary>
    General,
}
