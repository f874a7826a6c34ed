using Google.Protobuf;
using OpenTelemetry.Proto.Logs.V1;

namespace OtelShop.Dashboard.Telemetry.Logs;

/// <summary>The log records that are kept.</summary>
internal sealed class LogStore(ResourceDirectory resources, ChangeFeed changes)
{
    private readonly Lock _gate = new();
    private readonly List<LogDetail> _records = [];
    private long _lastId;

    /// <summary>Takes the records of a LogsData or ExportLogsServiceRequest.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is neither; nothing was kept of it.</exception>
    public IngestResult Add(ReadOnlySpan<byte> logsData)
    {
        var data = LogsData.Parser.ParseFrom(logsData);
        long accepted = 0;
        lock (_gate)
        {
            foreach (var byResource in data.ResourceLogs)
            {
                var resource = resources.Of(byResource.Resource ?? new());
                foreach (var byScope in byResource.ScopeLogs)
                {
                    foreach (var record in byScope.LogRecords)
                    {
                        var entry = new LogEntry
                        {
                            Id = ++_lastId,
                            Resource = resource,
                            Scope = byScope.Scope?.Name ?? "",
                            Time = (long)(record.TimeUnixNano == 0 ? record.ObservedTimeUnixNano : record.TimeUnixNano),
                            Severity = record.SeverityNumber,
                            TraceId = TraceId.Read(record.TraceId.Span),
                            SpanId = SpanId.Read(record.SpanId.Span),
                        };
                        _records.Add(new(entry, record));
                        accepted++;
                    }
                }
            }
        }

        changes.Changed(Topic.Logs);
        return new(accepted, 0, null);
    }

    /// <summary>Log records, the newest first.</summary>
    public Matches<LogDetail> Find(LogQuery query)
    {
        lock (_gate)
        {
            var found = Select(query).OrderByDescending(r => r.Entry.Time).ToList();
            return new([.. found.Skip(query.Skip).Take(query.Take)], found.Count, _records.Count);
        }
    }

    /// <summary>Every record that a query finds, whatever page it asks for, in no order: for counting over time.</summary>
    public IReadOnlyList<LogEntry> FindEntries(LogQuery query)
    {
        lock (_gate)
            return [.. Select(query).Select(r => r.Entry)];
    }

    /// <summary>One record. Null when it is not kept any more.</summary>
    public LogDetail? Read(long id)
    {
        lock (_gate)
            return _records.Find(r => r.Entry.Id == id);
    }

    private IEnumerable<LogDetail> Select(LogQuery query) => _records
        .Where(r => query.Resources.IsEmpty || query.Resources.Contains(r.Entry.Resource.ServiceName))
        .Where(r => r.Entry.Severity >= query.MinSeverity)
        .Where(r => query.TraceId is not { } trace || r.Entry.TraceId == trace);
}
