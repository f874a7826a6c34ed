namespace Aspire.Hosting.ApplicationModel;

/// <summary>A state, and how it is shown.</summary>
/// <param name="Text">One of <see cref="KnownResourceStates"/>, or another text.</param>
/// <param name="Style">One of <see cref="KnownResourceStateStyles"/>. Null leaves it to whoever shows it.</param>
public sealed record ResourceStateSnapshot(string Text, string? Style)
{
    /// <summary>A state without a style.</summary>
    public static implicit operator ResourceStateSnapshot?(string? s) => s is null ? null : new(s, null);
}
