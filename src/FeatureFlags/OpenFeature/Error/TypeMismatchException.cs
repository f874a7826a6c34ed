using OpenFeature.Constant;

namespace OpenFeature.Error;

/// <summary>The flag's value does not have the requested type.</summary>
/// <param name="message">The details.</param>
/// <param name="innerException">The cause.</param>
public sealed class TypeMismatchException(string? message = null, Exception? innerException = null)
    : FeatureProviderException(ErrorType.TypeMismatch, message, innerException);
