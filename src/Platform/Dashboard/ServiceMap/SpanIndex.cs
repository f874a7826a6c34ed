using System.Numerics;
using System.Runtime.InteropServices;
using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Finds spans by their id. An open hash table of positions.</summary>
internal sealed class SpanIndex
{
    private readonly List<ObservedSpan> _spans;
    // The id beside the position: most of what is not wanted is passed over without looking at the span.
    private readonly (ulong Id, int Next)[] _slots;
    private readonly int _mask;

    public SpanIndex(List<ObservedSpan> spans)
    {
        _spans = spans;
        _slots = new (ulong, int)[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, spans.Count * 2))];
        _mask = _slots.Length - 1;
        var all = CollectionsMarshal.AsSpan(spans);
        for (var i = 0; i < all.Length; i++)
        {
            var slot = SlotOf(all[i].Span.TraceId, all[i].Span.SpanId);
            while (_slots[slot].Next != 0)
                slot = (slot + 1) & _mask;
            _slots[slot] = (all[i].Span.SpanId.Value, i + 1);
        }
    }

    /// <summary>Position of a span. -1 when it is not there: it was not sampled, is late, or is older than the window.</summary>
    public int Find(TraceId trace, SpanId span)
    {
        if (span.IsNone)
            return -1;
        for (var slot = SlotOf(trace, span); _slots[slot].Next != 0; slot = (slot + 1) & _mask)
        {
            if (_slots[slot].Id == span.Value && _spans[_slots[slot].Next - 1].Span.TraceId == trace)
                return _slots[slot].Next - 1;
        }

        return -1;
    }

    // Ids that somebody counts up instead of drawing them, in each trace anew, still spread.
    private int SlotOf(TraceId trace, SpanId span) =>
        (int)((((ulong)trace.Value * 0xD6E8FEB86659FD93) ^ (span.Value * 0x9E3779B97F4A7C15)) >> 32) & _mask;
}
