using Google.Protobuf;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Api;

/// <summary>Finds the spans that a follower has not seen. Spans come in the order of their ends, some of them late, so it remembers a few minutes of them.</summary>
internal sealed class FollowedSpans(TraceStore store, SpanQuery query)
{
    private const int Page = 1000;
    private static readonly long Memory = UnixTime.FromTimeSpan(TimeSpan.FromMinutes(5));

    private readonly Dictionary<(TraceId, SpanId), long> _seen = [];
    private long? _newest;

    public IReadOnlyList<IMessage> Next()
    {
        if (_newest is not { } newest)
            return Take([.. store.FindSpans(query).Items.Reverse()]);
        var horizon = newest - Memory;
        foreach (var old in _seen.Where(s => s.Value < horizon).Select(s => s.Key).ToList())
            _seen.Remove(old);
        List<SpanDetail> fresh = [];
        for (var skip = 0; ; skip += Page)
        {
            var page = store.FindSpans(query with { From = Math.Max(horizon, query.From ?? 0), Skip = skip, Take = Page }).Items;
            fresh.AddRange(page.Where(s => !_seen.ContainsKey((s.Entry.TraceId, s.Entry.SpanId))));
            if (page.Count < Page || fresh.Count >= Page)
                break;
        }

        fresh.Reverse();
        return Take(fresh);
    }

    private List<IMessage> Take(IReadOnlyList<SpanDetail> spans)
    {
        foreach (var span in spans)
        {
            _seen[(span.Entry.TraceId, span.Entry.SpanId)] = span.Entry.Start;
            _newest = Math.Max(_newest ?? 0, span.Entry.Start);
        }

        _newest ??= 0;
        return [.. spans.Select(s => OtlpGroups.Of([s]))];
    }
}
