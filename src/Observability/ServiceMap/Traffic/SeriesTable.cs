using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Traffic;

/// <summary>Nodes, edges and operations by name. Full, it forgets what had no call for an hour and counts what it has no room for.</summary>
internal sealed class SeriesTable(double latencyObjective)
{
    private static readonly TimeSpan Layout = TimeSpan.FromMinutes(15);
    private readonly Dictionary<string, TrafficNode> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(TrafficNode From, TrafficNode To), CallSeries> _edges = [];
    private int _operations;
    private long _now;
    private long _omitted;

    /// <summary>Tells the table the time, Unix time in milliseconds.</summary>
    public void Advance(long now) => _now = now;

    public TrafficNode? Service(string name) => Node(IdOf(name), name, NodeKind.Service, null);

    public TrafficNode? Peer(Peer peer) => Node(peer.Id, peer.Name, peer.Kind, peer.System);

    /// <summary>Null when there is no service of this name.</summary>
    public TrafficNode? KnownService(string name) => _nodes.GetValueOrDefault(IdOf(name));

    public CallSeries? Edge(TrafficNode from, TrafficNode to)
    {
        if (_edges.TryGetValue((from, to), out var edge))
            return edge;
        // A recent span may know a node that the table has forgotten.
        if (!Has(from) || !Has(to) || (_edges.Count >= TrafficLimits.Edges && !Forget(() => _edges.Count < TrafficLimits.Edges)))
            return null;
        _edges.Add((from, to), edge = new(latencyObjective));
        return edge;
    }

    public CallSeries? Operation(TrafficNode service, string name)
    {
        if (service.Operations.TryGetValue(name, out var operation))
            return operation;
        if (_operations >= TrafficLimits.Operations)
            return null;
        _operations++;
        service.Operations.Add(name, operation = new(latencyObjective));
        return operation;
    }

    public IEnumerable<KeyValuePair<string, CallSeries>> Operations(string nodeId) =>
        _nodes.TryGetValue(nodeId, out var node) ? node.Operations : [];

    /// <summary>Nodes with calls in the window or in the last quarter of an hour, so that a map of a short window keeps its shape.</summary>
    public IEnumerable<TrafficNode> Nodes(TimeSpan window, long now)
    {
        var from = From(window, now);
        var joined = Edges(from).SelectMany(e => new[] { e.Key.From, e.Key.To }).ToHashSet();
        return _nodes.Values.Where(n => n.Requests.Last >= from || joined.Contains(n));
    }

    public ServiceGraph Graph(TimeSpan window, long now, long since, Func<CallStatistics, Verdict> judge)
    {
        var nodes = Nodes(window, now).OrderBy(n => n.Id, StringComparer.Ordinal).Select(n =>
        {
            var calls = n.Requests.Read(window, now, since);
            return new ServiceNode(n.Id, n.Name, n.Kind, n.System, calls, judge(calls));
        });
        var edges = Edges(From(window, now)).Select(e =>
        {
            var calls = e.Value.Read(window, now, since);
            return new ServiceEdge(e.Key.From.Id, e.Key.To.Id, calls, judge(calls));
        });
        return new([.. nodes], [.. edges.OrderBy(e => e.From, StringComparer.Ordinal).ThenBy(e => e.To, StringComparer.Ordinal)], _omitted);
    }

    public static string IdOf(string service) => "service:" + service;

    private static long From(TimeSpan window, long now) => now - (long)Math.Max(window.TotalMilliseconds, Layout.TotalMilliseconds);

    private IEnumerable<KeyValuePair<(TrafficNode From, TrafficNode To), CallSeries>> Edges(long from) => _edges.Where(e => e.Value.Last >= from);

    private TrafficNode? Node(string id, string name, NodeKind kind, string? system)
    {
        if (_nodes.TryGetValue(id, out var node))
            return node;
        if (_nodes.Count >= TrafficLimits.Nodes && !Forget(() => _nodes.Count < TrafficLimits.Nodes))
            return null;
        _nodes.Add(id, node = new(id, name, kind, system, latencyObjective));
        return node;
    }

    private bool Has(TrafficNode node) => ReferenceEquals(_nodes.GetValueOrDefault(node.Id), node);

    /// <summary>Makes room. False when everything had a call within the hour; the call at hand is then counted as omitted.</summary>
    private bool Forget(Func<bool> hasRoom)
    {
        var horizon = _now - (long)TrafficLimits.Horizon.TotalMilliseconds;
        foreach (var edge in _edges.Where(e => e.Value.Last < horizon).Select(e => e.Key).ToArray())
            _edges.Remove(edge);
        var joined = _edges.Keys.SelectMany(e => new[] { e.From, e.To }).ToHashSet();
        foreach (var node in _nodes.Values.Where(n => n.Requests.Last < horizon && !joined.Contains(n)).ToArray())
        {
            _operations -= node.Operations.Count;
            _nodes.Remove(node.Id);
        }

        if (hasRoom())
            return true;
        _omitted++;
        return false;
    }
}
