using System.Collections.Concurrent;
using OpenTelemetry.Proto.Resource.V1;

namespace OtelShop.Dashboard.Telemetry;

/// <summary>Every process that has sent telemetry.</summary>
internal sealed class ResourceDirectory(ChangeFeed changes)
{
    private readonly ConcurrentDictionary<(string Service, string Instance), TelemetryResource> _resources = new();
    private int _lastId;

    /// <summary>By service name, then by instance.</summary>
    public IReadOnlyList<TelemetryResource> All => [.. _resources.Values.OrderBy(r => r.ServiceName, StringComparer.Ordinal).ThenBy(r => r.InstanceId, StringComparer.Ordinal)];

    public TelemetryResource Of(Resource sender)
    {
        var service = Text(sender, "service.name") ?? "unknown_service";
        var instance = Text(sender, "service.instance.id") ?? "";
        if (_resources.TryGetValue((service, instance), out var known))
            return known;
        var resource = _resources.GetOrAdd((service, instance), key => new(Interlocked.Increment(ref _lastId), key.Service, key.Instance, sender));
        changes.Changed(Topic.Resources);
        return resource;
    }

    private static string? Text(Resource sender, string key) =>
        sender.Attributes.FirstOrDefault(a => a.Key == key)?.Value?.StringValue is { Length: > 0 } text ? text : null;
}
