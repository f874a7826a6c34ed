namespace OtelShop.ServiceMap.Spans;

/// <summary>Reads the peer of a span from its attributes, in the current semantic conventions and the ones before.</summary>
/// <param name="addresses">Addresses by the name to show.</param>
internal sealed class PeerReader(IDictionary<string, string> addresses)
{
    private readonly Dictionary<string, string> _names = addresses.GroupBy(name => Loopback(name.Value), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(group => group.Key, group => group.First().Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Null when the span names no peer.</summary>
    public Peer? Read(SpanAttributes span)
    {
        var named = span.First("peer.service", "service.peer.name");
        var address = Address(span);
        if (span.First("db.system.name", "db.system") is { } database)
            return Database(span, database, named ?? Known(address), address);
        if (span.First("messaging.system") is { } messaging)
        {
            var destination = span.First("messaging.destination.name", "messaging.destination", "messaging.kafka.topic");
            return new(NodeKind.Messaging, messaging, destination ?? named ?? messaging, null);
        }

        if (ServiceOf(span.First("server.address")) is { } service)
            return new(NodeKind.External, null, service, address) { IsDiscovered = true };
        named ??= Known(address);
        return (named ?? address) is { } name ? new(NodeKind.External, null, name, address ?? name) : null;
    }

    private static Peer Database(SpanAttributes span, string system, string? named, string? address)
    {
        var kind = system is "redis" or "valkey" or "memcached" ? NodeKind.Cache : NodeKind.Database;
        // Redis numbers its databases: a number names nothing.
        var database = span.First("db.namespace", "db.name") is { } name && !int.TryParse(name, out _) ? name : null;
        return new(kind, system, database ?? named ?? system, address);
    }

    private string? Known(string? address) => address is null ? null : _names.GetValueOrDefault(address);

    // Service discovery writes _endpoint.service.
    private static string? ServiceOf(string? host) => host is ['_', ..] && host.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? host[(dot + 1)..] : null;

    private static string? Address(SpanAttributes span)
    {
        var host = span.First("server.address", "net.peer.name", "network.peer.address", "net.sock.peer.addr", "net.peer.ip", "http.host");
        if (host is null)
            return Uri.TryCreate(span.First("url.full", "http.url"), UriKind.Absolute, out var url) ? Loopback(url.Authority) : null;
        var port = span.First("server.port", "net.peer.port", "network.peer.port", "net.sock.peer.port");
        return Loopback(port is null or "80" or "443" || host.EndsWith(":" + port, StringComparison.Ordinal) ? host : $"{host}:{port}");
    }

    // One server, three spellings.
    private static string Loopback(string address)
    {
        foreach (var spelling in (ReadOnlySpan<string>)["127.0.0.1", "[::1]", "::1"])
        {
            if (address.StartsWith(spelling, StringComparison.Ordinal))
                return "localhost" + address[spelling.Length..];
        }

        return address;
    }
}
