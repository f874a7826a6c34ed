using System.Collections.Frozen;
using System.Text.Json;

namespace OtelShop.ServiceMap.Spans;

/// <summary>The attributes of one span that the map needs; all others are passed over.</summary>
internal sealed class SpanAttributes
{
    private const int MaxLength = 200;

    private static readonly FrozenSet<string> Needed = FrozenSet.ToFrozenSet(
    [
        "peer.service", "service.peer.name", "db.system.name", "db.system", "db.namespace", "db.name", "db.operation.name", "db.operation",
        "db.query.text", "db.statement", "messaging.system", "messaging.destination.name", "messaging.destination", "messaging.kafka.topic",
        "messaging.operation.type", "messaging.operation", "server.address", "server.port", "net.peer.name", "net.peer.port", "net.peer.ip",
        "network.peer.address", "network.peer.port", "net.sock.peer.addr", "net.sock.peer.port", "http.host", "url.full", "http.url",
        "url.path", "http.target", "http.route", "http.response.status_code", "http.status_code", "rpc.service", "rpc.method",
        "rpc.grpc.status_code", "rpc.response.status_code",
    ]);

    private readonly Dictionary<string, string> _values = [];

    /// <summary>Replaces the attributes by those of an OTLP JSON list.</summary>
    public void Load(JsonElement span)
    {
        _values.Clear();
        foreach (var attribute in span.Items("attributes"))
        {
            if (attribute.Text("key") is { } key && Needed.Contains(key) && attribute.AnyValue("value") is { Length: > 0 } value)
                _values[key] = value.Length <= MaxLength ? value : value[..MaxLength];
        }
    }

    /// <summary>The first of these that the span has. Null when it has none.</summary>
    public string? First(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (_values.TryGetValue(key, out var value))
                return value;
        }

        return null;
    }
}
