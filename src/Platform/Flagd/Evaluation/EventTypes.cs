namespace OtelShop.Flagd.Evaluation;

/// <summary>What an event stream tells.</summary>
internal static class EventTypes
{
    public const string ProviderReady = "provider_ready";
    public const string ConfigurationChange = "configuration_change";
}
