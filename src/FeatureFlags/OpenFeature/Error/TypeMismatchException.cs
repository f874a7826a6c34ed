using OpenFeature.Constant;

namespace OpenFeature.Error;

/// <summary>The flag's value has another type than the one asked for.</summary>
/// <param name="message">The details.</param>
/// <param name="innerException">The cause.</param>
public sealed class TypeMismatchException(string? message = null, Exception? innerException = null)
    : FeatureProviderException(ErrorType.TypeMismatch, message, innerException);
