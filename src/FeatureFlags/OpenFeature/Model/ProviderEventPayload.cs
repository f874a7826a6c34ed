using OpenFeature.Constant;

namespace OpenFeature.Model;

/// <summary>Data of a provider event.</summary>
public sealed class ProviderEventPayload
{
    /// <summary>The provider's name.</summary>
    public string? ProviderName { get; set; }

    /// <summary>Event type.</summary>
    public ProviderEventTypes Type { get; set; }

    /// <summary>The details; null when there are none.</summary>
    public string? Message { get; set; }

    /// <summary>Error type; null without an error.</summary>
    public ErrorType? ErrorType { get; set; }

    /// <summary>Changed flags; null if unknown.</summary>
    public List<string>? FlagsChanged { get; set; }

    /// <summary>Metadata of the event; null if none.</summary>
    public ImmutableMetadata? EventMetadata { get; set; }
}
