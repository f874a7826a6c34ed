using OpenFeature.Constant;

namespace OpenFeature.Error;

/// <summary>The provider failed permanently.</summary>
/// <param name="message">The details.</param>
/// <param name="innerException">The cause.</param>
public sealed class ProviderFatalException(string? message = null, Exception? innerException = null)
    : FeatureProviderException(ErrorType.ProviderFatal, message, innerException);
