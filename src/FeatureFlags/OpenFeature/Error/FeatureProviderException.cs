using OpenFeature.Constant;

namespace OpenFeature.Error;

/// <summary>A failure that a provider tells of; the evaluation gives the default value.</summary>
/// <param name="errorType">What failed.</param>
/// <param name="message">The details.</param>
/// <param name="innerException">The cause.</param>
public class FeatureProviderException(ErrorType errorType, string? message = null, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>What failed.</summary>
    public ErrorType ErrorType { get; } = errorType;
}
