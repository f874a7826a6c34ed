using OpenFeature.Constant;

namespace OpenFeature.Error;

/// <summary>The flag or its rule cannot be read.</summary>
/// <param name="message">The details.</param>
/// <param name="innerException">The cause.</param>
public sealed class ParseErrorException(string? message = null, Exception? innerException = null)
    : FeatureProviderException(ErrorType.ParseError, message, innerException);
