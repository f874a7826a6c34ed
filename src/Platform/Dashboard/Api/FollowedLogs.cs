using Google.Protobuf;
using OtelShop.Dashboard.Telemetry.Logs;

namespace OtelShop.Dashboard.Api;

/// <summary>Finds the log records that a follower has not seen, by the order in which they came: whatever their sender's clock says.</summary>
internal sealed class FollowedLogs(LogStore store, LogQuery query)
{
    private long? _lastId;

    public IReadOnlyList<IMessage> Next()
    {
        if (_lastId is not { } last)
        {
            // Read before the records: what comes meanwhile comes with the next page.
            _lastId = last = store.LastId;
            return [.. store.Find(query).Items.Where(r => r.Entry.Id <= last).OrderBy(r => r.Entry.Id).Select(r => OtlpGroups.Of([r]))];
        }

        var page = store.FindAfter(last, query, ApiStream.Page);
        _lastId = page.Count == 0 ? last : page[^1].Entry.Id;
        return [.. page.Select(r => OtlpGroups.Of([r]))];
    }
}
