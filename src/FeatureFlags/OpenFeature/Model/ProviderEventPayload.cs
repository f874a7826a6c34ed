using OpenFeature.Constant;

namespace OpenFeature.Model;

/// <summary>What a provider tells of itself.</summary>
public sealed class ProviderEventPayload
{
    /// <summary>The provider's name.</summary>
    public string? ProviderName { get; set; }

    /// <summary>What happened.</summary>
    public ProviderEventTypes Type { get; set; }

    /// <summary>The details; null when there are none.</summary>
    public string? Message { get; set; }

    /// <summary>What failed; null when it does not matter.</summary>
    public ErrorType? ErrorType { get; set; }

    /// <summary>The flags that changed; null when the provider does not say.</summary>
    public List<string>? FlagsChanged { get; set; }

    /// <summary>What the provider says besides; null when that is nothing.</summary>
    public ImmutableMetadata? EventMetadata { get; set; }
}
