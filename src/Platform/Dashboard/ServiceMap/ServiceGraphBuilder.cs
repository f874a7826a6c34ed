using OtelShop.Dashboard.Telemetry.Filters;
using OtelShop.Dashboard.Telemetry.Traces;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>
/// Finds out from spans who calls whom.
/// A span whose parent belongs to another service is a call of that service. A client span that nobody answered, and that only stands for itself
/// (no other client span below it), is a call of the peer that it names, or of the service that answers others there. Producers and consumers meet at their topic.
/// What was not sampled or has not come yet is not counted, on either side.
/// A call has failed when either side says so; a request when its service does: an answer such as 404 is an error to many a caller, and none of the service.
/// </summary>
internal sealed class ServiceGraphBuilder
{
    private const int MaxOperations = 200;

    private readonly long _from;
    private readonly long _until;
    private readonly Func<string, long> _since;
    private readonly List<ObservedSpan> _spans;
    private readonly SpanIndex _index;
    private readonly bool[] _isAnswered;
    private readonly Dictionary<int, string> _ids = [];
    private readonly Dictionary<Peer, string> _peers = new(ReferenceEqualityComparer.Instance);
    // Null where several services answered.
    private readonly Dictionary<Peer, string?> _answering = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, long> _sinceOfPeers = new(StringComparer.Ordinal);
    private readonly List<SpanEntry> _requests = [];
    private readonly Dictionary<(string Caller, string Callee), CallRecord> _calls = [];
    private readonly Dictionary<string, (CallRecord Record, Peer? Peer)> _nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Service, string Name), CallRecord> _operations = [];

    private ServiceGraphBuilder(List<ObservedSpan> spans, long from, long until, Func<string, long> since)
    {
        (_spans, _from, _until, _since) = (spans, from, until, since);
        _index = new(spans);
        _isAnswered = new bool[spans.Count];
    }

    /// <param name="spans">Those of the window and of the one before it, which is as long, in any order.</param>
    /// <param name="from">Start of the window, Unix time in nanoseconds.</param>
    /// <param name="until">End of the window.</param>
    /// <param name="since">Since when all spans of a service are known. None of the spans is older than that.</param>
    public static Traffic Build(List<ObservedSpan> spans, long from, long until, Func<string, long> since)
    {
        var builder = new ServiceGraphBuilder(spans, from, until, since);
        builder.MeetParents();
        builder.MeetPeers();
        return new(builder.Result(), builder._requests, since);
    }

    /// <summary>Id of a service's node. Ids of peers begin with what they are and a colon, and services' do not.</summary>
    public static string IdOf(string service) => "service:" + service;

    /// <summary>
    /// Whether a span is work that its service was asked for or began by itself, rather than a part of such work. A query that nobody asked for is no work,
    /// and what a service receives below what it received already is the same work seen by another library.
    /// </summary>
    private static bool IsRequest(ObservedSpan observed, SpanEntry? parent) => observed.Span.Kind is SpanKind.Server or SpanKind.Consumer
        ? parent is null || parent.Kind != observed.Span.Kind || !IsSame(parent, observed.Span)
        : observed.Span.IsRoot && observed is not { Span.Kind: SpanKind.Client or SpanKind.Producer, Peer.Kind: NodeKind.Database or NodeKind.Cache or NodeKind.Messaging };

    private static bool IsSame(SpanEntry a, SpanEntry b) => a.Resource.Id == b.Resource.Id || a.Resource.ServiceName == b.Resource.ServiceName;

    private string IdOf(SpanEntry span)
    {
        if (!_ids.TryGetValue(span.Resource.Id, out var id))
            _ids.Add(span.Resource.Id, id = IdOf(span.Resource.ServiceName));
        return id;
    }

    private void MeetParents()
    {
        for (var i = 0; i < _spans.Count; i++)
        {
            var span = _spans[i].Span;
            var at = _index.Find(span.TraceId, span.ParentId);
            var parent = at < 0 ? null : _spans[at].Span;
            var crosses = parent is not null && !IsSame(parent, span);
            if (at >= 0 && (crosses || span.Kind is SpanKind.Server or SpanKind.Client))
                _isAnswered[at] = true;
            if (crosses || IsRequest(_spans[i], parent))
                Asked(span);
            if (crosses && span.Kind == SpanKind.Server && _spans[at].Peer is { Kind: NodeKind.External } peer)
                _answering[peer] = _answering.TryGetValue(peer, out var known) && known != IdOf(span) ? null : IdOf(span);
            if (span.Kind == SpanKind.Consumer)
                Consumed(_spans[i], at);
            else if (crosses && parent!.Kind != SpanKind.Producer)
                Called(IdOf(parent), IdOf(span), span, span.IsError || (parent.Kind == SpanKind.Client && parent.IsError));
        }
    }

    // A consumer below a consumer of the same service is a step of its work, not another message.
    private void Consumed(ObservedSpan consumer, int parentAt)
    {
        var span = consumer.Span;
        var parent = parentAt < 0 ? default : _spans[parentAt];
        if (parent.Span is { Kind: SpanKind.Consumer } above && IsSame(above, span))
            return;
        var topic = consumer.Peer ?? parent.Peer;
        if (topic is not null)
            Called(NodeOf(topic), IdOf(span), span, span.IsError);
        else if (parent.Span is { } from && !IsSame(from, span))
            Called(IdOf(from), IdOf(span), span, span.IsError);
    }

    private void MeetPeers()
    {
        List<(SpanEntry Span, string Id)> asked = [];
        for (var i = 0; i < _spans.Count; i++)
        {
            var (span, peer) = _spans[i];
            // A topic stands between producer and consumer even where the consumer has answered.
            if (peer is null || !(span.Kind == SpanKind.Producer || (span.Kind == SpanKind.Client && !_isAnswered[i])))
                continue;
            if (peer.Kind == NodeKind.External && ServiceAt(peer) is { } service)
            {
                Called(IdOf(span), service, span, span.IsError);
                continue;
            }

            var id = NodeOf(peer);
            _sinceOfPeers[id] = Math.Max(_sinceOfPeers.GetValueOrDefault(id), _since(span.Resource.ServiceName));
            asked.Add((span, id));
            Called(IdOf(span), id, span, span.IsError);
        }

        // Of its callers the one of which least is known says what can be told of a peer.
        foreach (var (span, id) in asked)
        {
            if (span.Start >= _sinceOfPeers[id])
                _nodes[id].Record.Add(span, span.IsError);
        }
    }

    // Whoever is down, or late with its spans, is still known by the address at which it answered others.
    private string? ServiceAt(Peer peer) => _answering.GetValueOrDefault(peer) ?? (IdOf(peer.Name) is var named && _nodes.ContainsKey(named) ? named : null);

    private void Asked(SpanEntry span)
    {
        _requests.Add(span);
        var service = IdOf(span);
        Node(service, null).Add(span, span.IsError);
        if (!_operations.TryGetValue((service, span.Name), out var operation))
            _operations.Add((service, span.Name), operation = new(_from));
        operation.Add(span, span.IsError);
    }

    private void Called(string caller, string callee, SpanEntry measured, bool isError)
    {
        Node(caller, null);
        Node(callee, null);
        if (caller == callee)
            return;
        if (!_calls.TryGetValue((caller, callee), out var call))
            _calls.Add((caller, callee), call = new(_from));
        call.AddExample(measured, isError);
    }

    private string NodeOf(Peer peer)
    {
        if (_peers.TryGetValue(peer, out var id))
            return id;
        _peers.Add(peer, id = peer.Id);
        Node(id, peer);
        return id;
    }

    private CallRecord Node(string id, Peer? peer)
    {
        if (!_nodes.TryGetValue(id, out var node))
            _nodes.Add(id, node = (new(_from), peer));
        return node.Record;
    }

    private KnownTime Known(params ReadOnlySpan<string> ids)
    {
        var since = 0L;
        foreach (var id in ids)
            since = Math.Max(since, _nodes[id].Peer is null ? _since(NameOf(id)) : ids.Length == 1 ? _sinceOfPeers.GetValueOrDefault(id) : 0);
        return new(_from, _until, since);
    }

    private static string NameOf(string service) => service["service:".Length..];

    private ServiceGraph Result()
    {
        var operations = _operations.ToLookup(o => o.Key.Service, o =>
        {
            var (now, before) = o.Value.Count(Known(o.Key.Service));
            return new ServiceOperation(o.Key.Name, now, before);
        });
        var nodes = _nodes.Select(n =>
        {
            var (record, peer) = n.Value;
            var (now, before) = record.Count(Known(n.Key));
            return new ServiceNode(n.Key, peer?.Name ?? NameOf(n.Key), peer?.Kind ?? NodeKind.Service, peer?.System, now, before)
            {
                Filter = peer is null ? null : new FieldFilter(peer.Field, FilterCondition.Equals, peer.Value).ToString(),
                Operations = [.. operations[n.Key].OrderByDescending(o => o.Now.Calls).ThenBy(o => o.Name, StringComparer.Ordinal).Take(MaxOperations)],
            };
        });
        var calls = _calls.Select(c =>
        {
            var (now, before) = c.Value.Count(Known(c.Key.Caller, c.Key.Callee));
            return new ServiceCall(c.Key.Caller, c.Key.Callee, now, before) { Slowest = c.Value.Examples.Slowest, Failed = c.Value.Examples.Failed };
        });
        return new(_from, _until, [.. nodes.OrderBy(n => n.Id, StringComparer.Ordinal)],
            [.. calls.OrderBy(c => c.Caller, StringComparer.Ordinal).ThenBy(c => c.Callee, StringComparer.Ordinal)]);
    }
}
