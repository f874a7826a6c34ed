using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Charts;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Logs;

namespace OtelShop.Dashboard.StructuredLogs;

/// <summary>Counts log records over time.</summary>
internal sealed class LogVolume(LogStore store, TimeProvider time)
{
    private const int Slots = 60;
    private static readonly long ShortestSlot = UnixTime.FromTimeSpan(TimeSpan.FromSeconds(1));

    /// <summary>Sixty slots from the first record that the query finds to now, or to where the page is paused. Empty where it finds none.</summary>
    public IReadOnlyList<VolumeSlot> Of(LogQuery query) =>
        Count(store.FindEntries(query), query.Until ?? UnixTime.FromDateTime(time.GetUtcNow()));

    /// <summary>Which services sent errors that meet the query, whichever resource and level it asks for; the most first.</summary>
    public IReadOnlyList<(string Service, int Count)> ErrorsByService(LogQuery query) =>
        [.. store.FindEntries(query with { Resources = [], MinSeverity = SeverityNumber.Error })
            .CountBy(e => e.Resource.ServiceName).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value))];

    internal static IReadOnlyList<VolumeSlot> Count(IReadOnlyList<LogEntry> entries, long until)
    {
        if (entries.Count == 0)
            return [];
        var (first, last) = TimeExtent.Of(entries.Select(e => e.Time), until);
        var width = Math.Max((last - first) / Slots + 1, ShortestSlot);
        var counts = new (int Errors, int Warnings, int Others)[Slots];
        foreach (var entry in entries)
        {
            ref var slot = ref counts[(int)Math.Clamp((entry.Time - first) / width, 0, Slots - 1)];
            if (entry.Severity >= SeverityNumber.Error)
                slot.Errors++;
            else if (entry.Severity >= SeverityNumber.Warn)
                slot.Warnings++;
            else
                slot.Others++;
        }

        return [.. counts.Select((c, i) => new VolumeSlot(first + i * width, c.Errors, c.Warnings, c.Others))];
    }
}
