using Google.Protobuf;
using Microsoft.Extensions.Options;
using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Logs;

/// <summary>The log records that are kept: their bytes in blocks, and an entry for each.</summary>
internal sealed class LogStore : IMemoryHolder, ITelemetryKeeper
{
    // An entry and its place in the list of its block, and half as much again: objects need more memory than they have bytes.
    private const int EntryCost = 192;

    private readonly Lock _gate = new();
    private readonly ResourceDirectory _resources;
    private readonly ChangeFeed _changes;
    private readonly TimeProvider _time;
    private readonly MemoryBudget _budget;
    private readonly TelemetryLimitOptions _limits;
    private readonly RequestChecker _checker;
    private readonly TenantTable _tenants;
    private readonly NameTable _names = new();
    private long _lastId;

    public LogStore(ResourceDirectory resources, ChangeFeed changes, TimeProvider time, MemoryBudget budget, IOptions<DashboardOptions> options)
    {
        (_resources, _changes, _time, _budget, _limits) = (resources, changes, time, budget, options.Value.TelemetryLimits);
        _checker = new(_limits);
        _tenants = new(resources, budget);
        budget.Register(this);
    }

    public long LargestShare
    {
        get
        {
            lock (_gate)
                return _tenants.LargestCost;
        }
    }

    /// <summary>Id of the record that came last.</summary>
    public long LastId
    {
        get
        {
            lock (_gate)
                return _lastId;
        }
    }

    /// <summary>Takes the records of a LogsData or ExportLogsServiceRequest.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is neither; nothing was kept of it.</exception>
    public IngestResult Add(ReadOnlySpan<byte> logsData)
    {
        var outline = _checker.Check(logsData, WireMessage.LogRecord);
        if (!outline.Fits)
        {
            logsData = new TelemetryCutter(_limits).CutLogs(logsData);
            outline = outline with { Bytes = logsData.Length };
        }

        using var room = _budget.TryMakeRoom(outline.Bytes + _tenants.BlockSize + (long)outline.Records * EntryCost);
        if (room is null)
            return new(0, outline.Records, "The request is larger than all memory for telemetry.");
        lock (_gate)
        {
            Keep(logsData, room);
            while (_tenants.Count > _limits.MaxLogCount)
                _tenants.Forget(_tenants.All.MaxBy(t => t.Count)!.Oldest()!);
        }

        if (outline.Records > 0)
            _changes.Changed(Topic.Logs);
        return new(outline.Records, 0, null);
    }

    /// <summary>Log records, the newest first.</summary>
    public Matches<LogDetail> Find(LogQuery query)
    {
        var filter = new LogQueryFilter(query);
        var newest = new Newest<LogEntry>((int)Math.Min((long)query.Skip + query.Take, int.MaxValue));
        List<(LogEntry Entry, byte[] Bytes)> page;
        int total;
        lock (_gate)
        {
            foreach (var entry in All().Where(filter.Matches))
                newest.Offer(entry, entry.Time, (ulong)entry.Id);

            page = [.. newest.Skip(query.Skip).Select(e => (e, e.Bytes.ToArray()))];
            total = _tenants.Count;
        }

        return new([.. page.Select(r => new LogDetail(r.Entry, LogRecord.Parser.ParseFrom(r.Bytes)))], newest.Offered, total);
    }

    /// <summary>The first records that came after one, in the order in which they came. The query's page does not count.</summary>
    public IReadOnlyList<LogDetail> FindAfter(long id, LogQuery query, int count)
    {
        var filter = new LogQueryFilter(query);
        List<(LogEntry Entry, byte[] Bytes)> first;
        lock (_gate)
        {
            var after = _tenants.After(id).Cast<LogEntry>().Where(filter.Matches).OrderBy(e => e.Id).Take(count);
            first = [.. after.Select(e => (e, e.Bytes.ToArray()))];
        }

        return [.. first.Select(r => new LogDetail(r.Entry, LogRecord.Parser.ParseFrom(r.Bytes)))];
    }

    /// <summary>Every record that a query finds, whatever page it asks for, in no order: for counting over time.</summary>
    public IReadOnlyList<LogEntry> FindEntries(LogQuery query)
    {
        var filter = new LogQueryFilter(query);
        lock (_gate)
            return [.. All().Where(filter.Matches)];
    }

    /// <summary>One record. Null when it is not kept any more.</summary>
    public LogDetail? Read(long id)
    {
        LogEntry? entry;
        byte[] bytes;
        lock (_gate)
        {
            entry = _tenants.All.SelectMany(t => t.Blocks).Select(b => Find(b, id)).FirstOrDefault(e => e is not null);
            bytes = entry is null ? [] : entry.Bytes.ToArray();
        }

        return entry is null ? null : new(entry, LogRecord.Parser.ParseFrom(bytes));
    }

    public IEnumerable<TelemetryChunk> Export() => TelemetryExport.Of(_tenants, _gate);

    /// <summary>Forgets the records of one resource, or all.</summary>
    public void Clear(TelemetryResource? resource = null)
    {
        lock (_gate)
            _tenants.Clear(resource);
        _changes.Changed(Topic.Logs);
    }

    public void GiveUpOldest()
    {
        lock (_gate)
            _tenants.ForgetOldestOfLargest();
    }

    // Ids grow within a block: one whose range does not hold the id is passed over.
    private static LogEntry? Find(Block block, long id)
    {
        if (id < ((LogEntry)block.Entries[0]).Id || id > ((LogEntry)block.Entries[^1]).Id)
            return null;
        return block.Entries.Where(e => e.IsKept).Cast<LogEntry>().FirstOrDefault(e => e.Id == id);
    }

    private IEnumerable<LogEntry> All() => _tenants.All.SelectMany(t => t.BlocksBackwards).SelectMany(b => b.Entries).Where(e => e.IsKept).Cast<LogEntry>();

    private void Keep(ReadOnlySpan<byte> logsData, MemoryRoom room)
    {
        Tenant? tenant = null;
        TelemetryScope? scope = null;
        var now = UnixTime.FromDateTime(_time.GetUtcNow());
        var reader = new RecordReader(logsData);
        while (reader.Read())
        {
            if (reader.IsNewResource)
                tenant = _tenants.Of(_resources.Of(reader.Resource));
            if (reader.IsNewScope)
                scope = tenant!.ScopeOf(reader.Scope, _names);
            var entry = LogReader.Read(reader.Record, ++_lastId, now, scope!);
            room.Kept += _tenants.Append(tenant!, entry, reader.Record, EntryCost + _names.TakeAllocated());
        }
    }
}
