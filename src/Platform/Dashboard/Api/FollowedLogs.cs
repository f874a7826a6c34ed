using Google.Protobuf;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;

namespace OtelShop.Dashboard.Api;

/// <summary>Finds the log records that a follower has not seen.</summary>
internal sealed class FollowedLogs(LogStore store, LogQuery query)
{
    private const int Page = 1000;
    private static readonly long Lateness = UnixTime.FromTimeSpan(TimeSpan.FromMinutes(5));

    private long _lastId = -1;
    private long _newest;

    public IReadOnlyList<IMessage> Next()
    {
        var found = _lastId < 0
            ? store.Find(query).Items
            : store.Find(query with { From = Math.Max(_newest - Lateness, query.From ?? 0), Skip = 0, Take = Page }).Items;
        var fresh = found.Where(r => r.Entry.Id > _lastId).OrderBy(r => r.Entry.Id).ToList();
        _lastId = Math.Max(_lastId, fresh.Select(r => r.Entry.Id).DefaultIfEmpty(0).Max());
        _newest = Math.Max(_newest, fresh.Select(r => r.Entry.Time).DefaultIfEmpty(0).Max());
        return [.. fresh.Select(r => OtlpGroups.Of([r]))];
    }
}
