using System.Diagnostics.CodeAnalysis;
using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Traffic;

/// <summary>What joining a span with its parent and children needs of it.</summary>
internal sealed class RecentSpan(SpanRecord span, TrafficNode service, bool isWarmUp)
{
    public SpanKey Key { get; } = span.Key;

    public SpanKey? Parent { get; } = span.Parent;

    public TrafficNode Service { get; } = service;

    public SpanKind Kind { get; } = span.Kind;

    public Call Call { get; } = new(span.End, span.Milliseconds, span.IsError, isWarmUp);

    /// <summary>Id of the peer that the span names, when that is a bare address.</summary>
    public Peer? ExternalPeer { get; } = span.Peer is { Kind: NodeKind.External } peer ? peer : null;

    /// <summary>Whether a span of the called side, or of a client below, stands for this call; of a server's span, whether a page counts as its caller.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Whether the call was counted without waiting any longer for the called side.</summary>
    public bool IsSettled { get; set; }
}

/// <summary>The latest spans by id, and those that wait for their parent. Bounded: the oldest gives way.</summary>
internal sealed class RecentSpans(int capacity)
{
    // More than a request passes through; a trace with a circle must not hold the store up.
    private const int MostAncestors = 16;

    private readonly Dictionary<SpanKey, RecentSpan> _byKey = [];
    private readonly Dictionary<SpanKey, Queue<RecentSpan>> _waiting = [];
    private readonly Queue<RecentSpan> _order = [];

    public int Count => _byKey.Count;

    public bool Contains(SpanKey key) => _byKey.ContainsKey(key);

    /// <summary>Adds a span.</summary>
    /// <param name="span">Not yet contained.</param>
    /// <param name="parent">Its parent, when that is known.</param>
    /// <param name="children">Children that came before it.</param>
    public void Add(RecentSpan span, out RecentSpan? parent, out IReadOnlyCollection<RecentSpan> children)
    {
        if (_order.Count == capacity)
            RemoveOldest();
        _order.Enqueue(span);
        _byKey.Add(span.Key, span);
        children = _waiting.Remove(span.Key, out var found) ? found : [];
        if (TryFind(span.Parent, out parent) || span.Parent is not { } above)
            return;
        if (!_waiting.TryGetValue(above, out var siblings))
            _waiting.Add(above, siblings = new(1));
        siblings.Enqueue(span);
    }

    /// <summary>The topmost known ancestor of a span; the span itself when it has none.</summary>
    public RecentSpan RootOf(RecentSpan span)
    {
        for (var i = 0; i < MostAncestors && TryFind(span.Parent, out var above); i++)
            span = above;
        return span;
    }

    private bool TryFind(SpanKey? key, [NotNullWhen(true)] out RecentSpan? span)
    {
        span = null;
        return key is { } known && _byKey.TryGetValue(known, out span);
    }

    private void RemoveOldest()
    {
        var oldest = _order.Dequeue();
        _byKey.Remove(oldest.Key);
        // Spans leave in the order in which they came: the oldest child is the first to leave its queue.
        if (oldest.Parent is not { } parent || !_waiting.TryGetValue(parent, out var siblings))
            return;
        siblings.Dequeue();
        if (siblings.Count == 0)
            _waiting.Remove(parent);
    }
}
