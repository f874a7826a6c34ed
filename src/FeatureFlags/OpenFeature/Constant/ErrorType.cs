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

    /// <summary>The flag's value does not have the requested type.</summary>
    TypeMismatch,

    /// <summary>Any other error.</summary>
    General,

    /// <summary>The evaluation context is insufficient.</summary>
    InvalidContext,

    /// <summary>The flag's rule needs a targeting key and the context has none.</summary>
    TargetingKeyMissing,

    /// <summary>The provider failed permanently.</summary>
    ProviderFatal,
}
