using OpenFeature.Constant;

namespace OpenFeature.Error;

/// <summary>The provider has no flags yet.</summary>
/// <param name="message">The details.</param>
/// <param name="innerException">The cause.</param>
public sealed class ProviderNotReadyException(string? message = null, Exception? innerException = null)
    : FeatureProviderException(ErrorType.ProviderNotReady, message, innerException);
