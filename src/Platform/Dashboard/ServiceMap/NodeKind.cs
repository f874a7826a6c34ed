namespace OtelShop.Dashboard.ServiceMap;

/// <summary>What stands at the end of a call. Public because components are, and take it as a parameter.</summary>
public enum NodeKind
{
    /// <summary>Sends telemetry itself.</summary>
    Service,
    Database,
    Cache,

    /// <summary>A topic or queue.</summary>
    Messaging,

    /// <summary>Something else that is called and sends no telemetry.</summary>
    External,
}
