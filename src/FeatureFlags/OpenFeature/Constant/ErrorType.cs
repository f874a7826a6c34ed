namespace OpenFeature.Constant;

/// <summary>Why an evaluation gave the default value.</summary>
public enum ErrorType
{
    /// <summary>There was no error.</summary>
    None,

    /// <summary>The provider has no flags yet.</summary>
    ProviderNotReady,

    /// <summary>The flag does not exist.</summary>
    FlagNotFound,

    /// <summary>The flag or its rule cannot be read.</summary>
    ParseError,

    /// <summary>The flag's value has another type than the one asked for.</summary>
    TypeMismatch,

    /// <summary>Anything else.</summary>
    General,

    /// <summary>The evaluation context does not suffice.</summary>
    InvalidContext,

    /// <summary>The flag's rule needs a targeting key and the context has none.</summary>
    TargetingKeyMissing,

    /// <summary>The provider failed for good.</summary>
    ProviderFatal,
}
