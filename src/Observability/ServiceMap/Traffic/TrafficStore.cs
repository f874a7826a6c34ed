using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Traffic;

/// <summary>
/// Counts calls as their spans come in, in any order. A span whose parent belongs to another service is a call of that service.
/// A client span that nothing answers is a call of the peer that it names. Producers and consumers meet at their topic.
/// </summary>
internal sealed class TrafficStore(ServiceMapOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly RecentSpans _recent = new(TrafficLimits.RecentSpans);
    private readonly Queue<(RecentSpan Span, long Deadline)> _unanswered = [];
    private readonly Dictionary<string, TrafficNode> _answering = new(StringComparer.Ordinal);
    private readonly SeriesTable _table = new(options.LatencyObjective.TotalMilliseconds);
    private readonly InstanceAges _ages = new(options.WarmUp);
    private long _first = long.MaxValue;
    private long _last;
    private long _replayedUntil;

    public int RecentSpans
    {
        get
        {
            lock (_gate)
                return _recent.Count;
        }
    }

    /// <summary>A new connection repeats what the dashboard keeps: spans that ended well before the last one are known already.</summary>
    public void BeginReplay()
    {
        lock (_gate)
            _replayedUntil = _last - (long)TrafficLimits.Overlap.TotalMilliseconds;
    }

    public void Add(SpanRecord span)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow().ToUnixTimeMilliseconds();
            // A clock that runs ahead must not take the place of buckets to come.
            span = span with { End = Math.Min(span.End, now) };
            if (span.End < _replayedUntil || span.End < now - (long)TrafficLimits.Horizon.TotalMilliseconds || _recent.Contains(span.Key))
                return;
            (_first, _last) = (Math.Min(_first, span.End), Math.Max(_last, span.End));
            Count(span, now);
            Settle(now);
        }
    }

    public ServiceGraph Graph(TimeSpan window)
    {
        lock (_gate)
        {
            var now = Now();
            return _table.Graph(window, now, Since(now), Judge);
        }
    }

    /// <summary>Golden signals of the services that had requests, the worst first.</summary>
    public IReadOnlyList<ServiceSignals> Signals(TimeSpan window)
    {
        lock (_gate)
        {
            var now = Now();
            return [.. _table.Nodes(window, now).Where(n => n.Kind == NodeKind.Service && n.Requests.Last > 0).Select(node =>
            {
                var calls = node.Requests.Read(window, now, Since(now));
                return new ServiceSignals(new(node.Id, node.Name, node.Kind, null, calls, Judge(calls)), Burn(calls), node.Requests.Points(window, now));
            }).OrderByDescending(s => s.Burn ?? -1).ThenByDescending(s => s.Service.Calls.ErrorShare).ThenBy(s => s.Service.Name, StringComparer.Ordinal)];
        }
    }

    /// <summary>Requests of a service by name, those with the most calls first.</summary>
    public IReadOnlyList<ServiceOperation> Operations(string nodeId, TimeSpan window)
    {
        lock (_gate)
        {
            var now = Now();
            return [.. _table.Operations(nodeId).Select(operation =>
            {
                var calls = operation.Value.Read(window, now, Since(now));
                return new ServiceOperation(operation.Key, calls, Judge(calls));
            }).Where(o => o.Calls.Calls > 0).OrderByDescending(o => o.Calls.Calls).ThenBy(o => o.Name, StringComparer.Ordinal)];
        }
    }

    private long Now()
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        Settle(now);
        return now;
    }

    private long Since(long now) => Math.Min(_first, now);

    private void Count(SpanRecord span, long now)
    {
        _table.Advance(now);
        if (_table.Service(span.Service) is not { } service)
            return;
        var recent = new RecentSpan(span, service, _ages.IsWarmingUp(span));
        _recent.Add(recent, out var parent, out var children);
        if (span.Kind is SpanKind.Server or SpanKind.Consumer)
        {
            service.Requests.Add(recent.Call);
            _table.Operation(service, span.Name)?.Add(recent.Call);
        }

        foreach (var child in children)
            Join(recent, child);
        if (parent is not null)
            Join(parent, recent);
        if (recent.ExternalPeer is not null && span.Kind == SpanKind.Client)
            _unanswered.Enqueue((recent, now + (long)TrafficLimits.Settle.TotalMilliseconds));
        else if (span.Peer is { Kind: not NodeKind.External } peer && !recent.IsAnswered && _table.Peer(peer) is { } node)
            CountPeer(recent, node);
    }

    private void CountPeer(RecentSpan span, TrafficNode peer)
    {
        if (span.Kind == SpanKind.Consumer)
        {
            Called(peer, span.Service, span.Call);
            return;
        }

        peer.Requests.Add(span.Call);
        Called(span.Service, peer, span.Call);
    }

    private void Join(RecentSpan parent, RecentSpan child)
    {
        if (ReferenceEquals(parent.Service, child.Service))
        {
            parent.IsAnswered |= parent.Kind == SpanKind.Client && child.Kind == SpanKind.Client;
            return;
        }

        if (parent.Kind == SpanKind.Server && child.Kind == SpanKind.Internal)
        {
            CountPage(_recent.RootOf(parent), child.Service);
            return;
        }

        // Messages meet at their topic.
        if (parent.IsSettled || child.Kind == SpanKind.Consumer)
            return;
        parent.IsAnswered = true;
        if (parent.ExternalPeer is { Address: { } address } && _answering.Count < TrafficLimits.Nodes)
            _answering[address] = child.Service;
        // The caller's own span has the latency as the caller sees it.
        var measured = parent.Kind == SpanKind.Client ? parent.Call : child.Call;
        Called(parent.Service, child.Service, measured with
        {
            IsError = child.Call.IsError || (parent.Kind == SpanKind.Client && parent.Call.IsError),
            IsWarmUp = child.Call.IsWarmUp || parent.Call.IsWarmUp,
        });
    }

    // Spans of a page follow the server's in its trace, although the browser was the caller.
    private void CountPage(RecentSpan request, TrafficNode browser)
    {
        if (request.Kind == SpanKind.Server && !request.IsAnswered)
            Called(browser, request.Service, request.Call);
        request.IsAnswered = true;
    }

    // What nothing has answered by its deadline is a call of a service that is down or not traced, or of something outside.
    private void Settle(long now)
    {
        while (_unanswered.TryPeek(out var oldest) && (oldest.Deadline <= now || _unanswered.Count > TrafficLimits.RecentSpans))
        {
            _unanswered.Dequeue();
            var span = oldest.Span;
            if (span.IsAnswered || span.ExternalPeer is not { } peer)
                continue;
            span.IsSettled = true;
            if ((_answering.GetValueOrDefault(peer.Address ?? "") ?? Named(peer)) is { } service)
                Called(span.Service, service, span.Call);
            else if (_table.Peer(peer) is { } node)
                CountPeer(span, node);
        }
    }

    private TrafficNode? Named(Peer peer) => peer.IsDiscovered ? _table.Service(peer.Name) : _table.KnownService(peer.Name);

    private void Called(TrafficNode from, TrafficNode to, Call call)
    {
        if (!ReferenceEquals(from, to))
            _table.Edge(from, to)?.Add(call);
    }

    private double? Burn(CallStatistics calls) =>
        Judge(calls) is Verdict.Quiet or Verdict.Unjudged ? null : calls.Bad / (double)calls.Judged / (1 - options.Objective);

    // A handful of failures after the warm-up needs no crowd of calls to be believed.
    private Verdict Judge(CallStatistics calls) => calls switch
    {
        { Calls: 0 } => Verdict.Quiet,
        _ when calls.Judged < options.MinimumCalls && calls.JudgedErrors < 5 => Verdict.Unjudged,
        { JudgedErrorShare: >= 0.05 } => Verdict.Bad,
        { JudgedErrorShare: >= 0.005 } => Verdict.Notable,
        _ => Verdict.Good,
    };
}

/// <summary>Golden signals of a service in a window. Public because components take it as a parameter.</summary>
/// <param name="Service">The service and its requests.</param>
/// <param name="Burn">Error budget spent, 1 being the rate at which it just lasts. Null when there are too few requests to judge.</param>
/// <param name="Points">Buckets of the window, oldest first.</param>
public sealed record ServiceSignals(ServiceNode Service, double? Burn, IReadOnlyList<CallStatistics> Points);
