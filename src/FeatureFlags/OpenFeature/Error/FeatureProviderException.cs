using OpenFeature.Constant;

namespace OpenFeature.Error;

/// <summary>A failure of a provider; the evaluation returns the default value.</summary>
/// <param name="errorType">Error type.</param>
/// <param name="message">The details.</param>
/// <param name="innerException">The cause.</param>
public class FeatureProviderException(ErrorType errorType, string? message = null, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Error type.</summary>
    public ErrorType ErrorType { get; } = errorType;
}
