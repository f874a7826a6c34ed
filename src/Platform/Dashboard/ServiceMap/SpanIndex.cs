using System.Numerics;
using System.Runtime.InteropServices;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Finds spans by their id. An open hash table of positions: spans have random ids already.</summary>
internal sealed class SpanIndex
{
    private readonly List<ObservedSpan> _spans;
    private readonly int[] _slots;
    private readonly int _mask;

    public SpanIndex(List<ObservedSpan> spans)
    {
        _spans = spans;
        _slots = new int[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, spans.Count * 2))];
        _mask = _slots.Length - 1;
        var all = CollectionsMarshal.AsSpan(spans);
        for (var i = 0; i < all.Length; i++)
        {
            var slot = SlotOf(all[i].Span.SpanId);
            while (_slots[slot] != 0)
                slot = (slot + 1) & _mask;
            _slots[slot] = i + 1;
        }
    }

    /// <summary>Position of a span. -1 when it is not there: it was not sampled, is late, or is older than the window.</summary>
    public int Find(TraceId trace, SpanId span)
    {
        if (span.IsNone)
            return -1;
        for (var slot = SlotOf(span); _slots[slot] != 0; slot = (slot + 1) & _mask)
        {
            var candidate = _spans[_slots[slot] - 1].Span;
            if (candidate.SpanId == span && candidate.TraceId == trace)
                return _slots[slot] - 1;
        }

        return -1;
    }

    // Ids that somebody counts up instead of drawing them still spread.
    private int SlotOf(SpanId id) => (int)((id.Value * 0x9E3779B97F4A7C15) >> 32) & _mask;
}
