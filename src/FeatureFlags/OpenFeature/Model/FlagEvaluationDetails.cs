using OpenFeature.Constant;

namespace OpenFeature.Model;

/// <summary>The outcome of an evaluation.</summary>
/// <typeparam name="T">The type of the value.</typeparam>
/// <param name="flagKey">The flag.</param>
/// <param name="value">Its value; the default value when the evaluation failed.</param>
/// <param name="errorType">What failed.</param>
/// <param name="reason">How the value came about, as in <see cref="Constant.Reason"/>.</param>
/// <param name="variant">The name of the value.</param>
/// <param name="errorMessage">The details of the failure.</param>
/// <param name="flagMetadata">What the provider says of the flag besides.</param>
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

    /// <summary>What failed.</summary>
    public ErrorType ErrorType { get; } = errorType;

    /// <summary>The details of the failure; null when there is none.</summary>
    public string? ErrorMessage { get; } = errorMessage;

    /// <summary>How the value came about, as in <see cref="Constant.Reason"/>; null when the provider does not say.</summary>
    public string? Reason { get; } = reason;

    /// <summary>The name of the value; null when it has none.</summary>
    public string? Variant { get; } = variant;

    /// <summary>What the provider says of the flag besides; null when that is nothing.</summary>
    public ImmutableMetadata? FlagMetadata { get; } = flagMetadata;
}
