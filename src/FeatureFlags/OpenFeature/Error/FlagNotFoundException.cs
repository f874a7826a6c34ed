using OpenFeature.Constant;

namespace OpenFeature.Error;

/// <summary>The flag does not exist.</summary>
/// <param name="message">The details.</param>
/// <param name="innerException">The cause.</param>
public sealed class FlagNotFoundException(string? message = null, Exception? innerException = null)
    : FeatureProviderException(ErrorType.FlagNotFound, message, innerException);
