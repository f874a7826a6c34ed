namespace OtelShop.Flagd.Evaluation;

/// <summary>Types of events in a stream.</summary>
internal static class EventTypes
{
    /// <summary>First event of the stream.</summary>
    public const string ProviderReady = "provider_ready";

    /// <summary>Flags have changed; the data lists them.</summary>
    public const string ConfigurationChange = "configuration_change";

    /// <summary>Sent after a period without changes.</summary>
    public const string KeepAlive = "keep_alive";

    /// <summary>Last event, when the daemon stops.</summary>
    public const string Shutdown = "provider_shutdown";
}
