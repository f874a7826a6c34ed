namespace OtelShop.ServiceMap.Spans;

/// <summary>What stands at the end of a call. Public because components take it as a parameter.</summary>
public enum NodeKind
{
    /// <summary>Sends telemetry itself.</summary>
    Service,
    Database,
    Cache,

    /// <summary>A topic or queue.</summary>
    Messaging,

    /// <summary>Anything else that is called and sends no telemetry.</summary>
    External,
}

/// <summary>The remote side that a client, producer or consumer span names.</summary>
/// <param name="Kind">Never <see cref="NodeKind.Service"/>.</param>
/// <param name="System">Product, such as <c>postgresql</c>. Null when the span does not say.</param>
/// <param name="Name">Database, topic or address.</param>
/// <param name="Address">Host and port. Null when the span does not say, and for topics.</param>
internal sealed record Peer(NodeKind Kind, string? System, string Name, string? Address)
{
    /// <summary>Whether the name comes from service discovery: the peer is a service although it may not have sent a span yet.</summary>
    public bool IsDiscovered { get; init; }

    /// <summary>Two databases of one name on two servers are two nodes.</summary>
    public string Id => $"{Kind}:{System}/{Address}/{Name}".ToLowerInvariant();
}
