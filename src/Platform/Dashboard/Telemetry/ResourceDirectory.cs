using Google.Protobuf;
using OpenTelemetry.Proto.Resource.V1;

namespace OtelShop.Dashboard.Telemetry;

/// <summary>Every process of which telemetry is kept.</summary>
internal sealed class ResourceDirectory(ChangeFeed changes)
{
    private const int LongestRemembered = 4096;
    private const int MostRemembered = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Service, string Instance), TelemetryResource> _resources = [];
    private readonly Dictionary<TelemetryResource, int> _holds = [];
    private readonly Dictionary<int, (byte[] Bytes, TelemetryResource Resource)> _lastSaid = [];
    private int _lastId;

    /// <summary>By service name, then by instance.</summary>
    public IReadOnlyList<TelemetryResource> All
    {
        get
        {
            lock (_gate)
                return [.. _resources.Values.OrderBy(r => r.ServiceName, StringComparer.Ordinal).ThenBy(r => r.InstanceId, StringComparer.Ordinal)];
        }
    }

    public TelemetryResource Of(Resource sender) => Of(sender.ToByteArray());

    /// <param name="sender">A Resource message. Most requests repeat the last one of their sender to the byte: those are not read.</param>
    /// <exception cref="InvalidProtocolBufferException">It is no resource.</exception>
    public TelemetryResource Of(ReadOnlySpan<byte> sender)
    {
        var hash = new HashCode();
        hash.AddBytes(sender);
        var key = hash.ToHashCode();
        TelemetryResource? resource;
        lock (_gate)
        {
            if (_lastSaid.TryGetValue(key, out var last) && sender.SequenceEqual(last.Bytes))
                return last.Resource;
            resource = Update(Resource.Parser.ParseFrom(sender));
            if (_lastSaid.Count >= MostRemembered)
                _lastSaid.Clear();
            foreach (var older in _lastSaid.Where(s => s.Value.Resource == resource).Select(s => s.Key).ToList())
                _lastSaid.Remove(older);
            if (sender.Length <= LongestRemembered)
                _lastSaid[key] = (sender.ToArray(), resource);
        }

        changes.Changed(Topic.Resources);
        return resource;
    }

    /// <summary>A store keeps something of the resource from now on. Each hold is released once.</summary>
    public void Hold(TelemetryResource resource)
    {
        lock (_gate)
        {
            _holds[resource] = _holds.GetValueOrDefault(resource) + 1;
            _resources.TryAdd((resource.ServiceName, resource.InstanceId), resource);
        }
    }

    /// <summary>A store keeps nothing of the resource any more. It goes with the last that kept something.</summary>
    public void Release(TelemetryResource resource)
    {
        lock (_gate)
        {
            if (--_holds[resource] > 0)
                return;
            _holds.Remove(resource);
            if (_resources.GetValueOrDefault((resource.ServiceName, resource.InstanceId)) == resource)
                _resources.Remove((resource.ServiceName, resource.InstanceId));
            foreach (var said in _lastSaid.Where(s => s.Value.Resource == resource).Select(s => s.Key).ToList())
                _lastSaid.Remove(said);
        }

        changes.Changed(Topic.Resources);
    }

    private TelemetryResource Update(Resource sender)
    {
        var key = (Text(sender, "service.name") ?? "unknown_service", InstanceOf(sender));
        if (_resources.TryGetValue(key, out var known))
            known.Attributes = sender;
        else
            _resources.Add(key, known = new(++_lastId, key.Item1, key.Item2, sender));
        return known;
    }

    // Not every SDK gives its process an id. Counters of two that share a name must not be taken for one that jumps up and down.
    private static string InstanceOf(Resource sender)
    {
        if (Text(sender, "service.instance.id") is { } id)
            return id;
        var box = Text(sender, "k8s.pod.name") ?? Text(sender, "container.id");
        return Text(sender, "process.pid") is { } process ? $"{box ?? Text(sender, "host.name")}:{process}" : box ?? "";
    }

    private static string? Text(Resource sender, string key) =>
        sender.Attributes.FirstOrDefault(a => a.Key == key)?.Value is { } value && AnyValueText.Of(value) is { Length: > 0 } text ? text : null;
}
