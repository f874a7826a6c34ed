using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Traces;

/// <summary>Finds the other end of links: a span knows what it links to, not who links to it.</summary>
internal sealed class BacklinkSearch(TraceStore store)
{
    private const int Most = 50;
    private const int TraceIdField = 1;
    private const int SpanIdField = 2;

    /// <summary>By how much the clocks of two senders may differ.</summary>
    private static readonly long Skew = UnixTime.FromTimeSpan(TimeSpan.FromMinutes(1));

    /// <param name="traceId">Of the span that is linked to.</param>
    /// <param name="spanId">Its id.</param>
    /// <param name="since">Who links to it began later than this Unix time in nanoseconds, by a clock that is right.</param>
    public IReadOnlyList<SpanEntry> To(TraceId traceId, SpanId spanId, long since)
    {
        List<SpanEntry> found = [];
        // Most spans do not have the id anywhere in their bytes, which is told quicker than it is to read them.
        var wanted = new byte[SpanId.Length];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(wanted, spanId.Value);
        store.Scan(since - Skew, long.MaxValue, (span, _) =>
        {
            if (found.Count < Most && span.Bytes.IndexOf(wanted) >= 0 && LinksTo(span.Bytes, traceId, spanId))
                found.Add(span);
        });
        return [.. found.OrderBy(s => s.Start)];
    }

    private static bool LinksTo(ReadOnlySpan<byte> span, TraceId traceId, SpanId spanId)
    {
        var reader = new WireReader(span);
        while (reader.Read())
        {
            if (reader.Field == WireSchema.SpanLinks
                && SpanId.Read(WireReader.Find(reader.Bytes, SpanIdField)) == spanId
                && TraceId.Read(WireReader.Find(reader.Bytes, TraceIdField)) == traceId)
                return true;
        }

        return false;
    }
}
