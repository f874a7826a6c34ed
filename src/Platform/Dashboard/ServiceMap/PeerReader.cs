using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Reads from a span's attributes whom it calls. Knows the current names of the semantic conventions and those before them.</summary>
internal static class PeerReader
{
    private const int MaxLength = 200;

    /// <summary>Null where the span does not say.</summary>
    public static Peer? Read(SpanAttributes span)
    {
        var named = Any(span, out var namedField, "peer.service", "service.peer.name");
        var database = Any(span, out _, "db.system.name", "db.system");
        if (database is not null)
            return Database(span, database, named, namedField);
        var messaging = Any(span, out _, "messaging.system");
        if (messaging is not null)
            return Messaging(span, messaging, named, namedField);
        var address = Address(span, out var field, out var host);
        if (named is not null)
            return new(NodeKind.External, null, named, null, namedField, named);
        return address is null ? null : new(NodeKind.External, null, address, address, field, host!);
    }

    private static Peer Database(SpanAttributes span, string system, string? named, string namedField)
    {
        var kind = system is "redis" or "valkey" or "memcached" ? NodeKind.Cache : NodeKind.Database;
        var address = Address(span, out var addressField, out var host);
        if (named is not null)
            return new(kind, system, named, null, namedField, named);
        // Redis counts its databases: a number names nothing.
        if (Any(span, out var field, "db.namespace", "db.name") is { } database && !int.TryParse(database, out _))
            return new(kind, system, database, address, field, database);
        return address is not null
            ? new(kind, system, address, address, addressField, host!)
            : new(kind, system, system, null, Any(span, out _, "db.system.name") is null ? "db.system" : "db.system.name", system);
    }

    private static Peer Messaging(SpanAttributes span, string system, string? named, string namedField)
    {
        if (Any(span, out var field, "messaging.destination.name", "messaging.destination", "messaging.kafka.topic") is { } destination)
            return new(NodeKind.Messaging, system, destination, null, field, destination);
        return named is not null
            ? new(NodeKind.Messaging, system, named, null, namedField, named)
            : new(NodeKind.Messaging, system, system, null, "messaging.system", system);
    }

    private static string? Address(SpanAttributes span, out string field, out string? host)
    {
        host = Any(span, out field, "server.address", "net.peer.name", "network.peer.address", "net.sock.peer.addr", "net.peer.ip", "http.host");
        if (host is null)
        {
            host = Any(span, out field, "url.full", "http.url");
            return Uri.TryCreate(host, UriKind.Absolute, out var url) ? url.Authority : null;
        }

        var port = Any(span, out _, "server.port", "net.peer.port", "network.peer.port", "net.sock.peer.port");
        return port is null or "80" or "443" || host.EndsWith(":" + port, StringComparison.Ordinal) ? host : $"{host}:{port}";
    }

    private static string? Any(SpanAttributes span, out string field, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (span.Text(key) is not { Length: > 0 } text)
                continue;
            field = key;
            return text.Length <= MaxLength ? text : text[..MaxLength];
        }

        field = "";
        return null;
    }
}
