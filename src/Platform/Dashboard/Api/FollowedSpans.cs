using Google.Protobuf;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Api;

/// <summary>Finds the spans that a follower has not seen, by the order in which they came: whatever their sender's clock says. One that is sent again comes again.</summary>
internal sealed class FollowedSpans(TraceStore store, SpanQuery query)
{
    private long? _lastId;

    public IReadOnlyList<IMessage> Next()
    {
        if (_lastId is not { } last)
        {
            // Read before the spans: what comes meanwhile comes with the next page.
            _lastId = last = store.LastId;
            return [.. store.FindSpans(query).Items.Where(s => s.Entry.Id <= last).Reverse().Select(s => OtlpGroups.Of([s]))];
        }

        var page = store.FindAfter(last, query, ApiStream.Page);
        _lastId = page.Count == 0 ? last : page[^1].Entry.Id;
        return [.. page.Select(s => OtlpGroups.Of([s]))];
    }
}
