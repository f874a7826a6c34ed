namespace OtelShop.Flagd.Evaluation;

/// <summary>What an event stream tells.</summary>
internal static class EventTypes
{
    /// <summary>First of all.</summary>
    public const string ProviderReady = "provider_ready";

    /// <summary>Flags have changed; the data say which.</summary>
    public const string ConfigurationChange = "configuration_change";

    /// <summary>Nothing has happened, for some time.</summary>
    public const string KeepAlive = "keep_alive";

    /// <summary>Last of all, when the daemon stops.</summary>
    public const string Shutdown = "provider_shutdown";
}
