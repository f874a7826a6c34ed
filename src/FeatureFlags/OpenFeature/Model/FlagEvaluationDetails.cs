using OpenFeature.Constant;

namespace OpenFeature.Model;

/// <summary>The outcome of an evaluation.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="flagKey">The flag.</param>
/// <param name="value">Its value; the default value when the evaluation failed.</param>
/// <param name="errorType">Error type.</param>
/// <param name="reason">How the value came about, as in <see cref="Constant.Reason"/>.</param>
/// <param name="variant">The name of the value.</param>
/// <param name="errorMessage">The details of the failure.</param>
/// <param name="flagMetadata">Metadata of the flag.</param>
public sealed class FlagEvaluationDetails<T>(
    string flagKey,
    T value,
    ErrorType errorType,
    string? reason,
    string? variant,
    string? errorMessage = null,
    ImmutableMetadata? flagMetadata = null)
{
    /// <summary>The value; the default value when the evaluation failed.</summary>
    public T Value { get; } = value;

    /// <summary>The flag.</summary>
    public string FlagKey { get; } = flagKey;

    /// <summary>Error type.</summary>
    public ErrorType ErrorType { get; } = errorType;

    /// <summary>The details of the failure; null when there is none.</summary>
    public string? ErrorMessage { get; } = errorMessage;

    /// <summary>Reason of the value, see <see cref="Constant.Reason"/>; null if unknown.</summary>
    public string? Reason { get; } = reason;

    /// <summary>The name of the value; null when it has none.</summary>
    public string? Variant { get; } = variant;

    /// <summary>Metadata of the flag; null if none.</summary>
    public ImmutableMetadata? FlagMetadata { get; } = flagMetadata;
}
