using Google.Protobuf;
using Microsoft.Extensions.Options;
using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Wire;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>The traces that are kept: the bytes of their spans in blocks, and an entry for each span.</summary>
internal sealed class TraceStore : IMemoryHolder, ITelemetryKeeper
{
    // An entry and its places in the lists of its block and its trace, and half as much again: objects need more memory than they have bytes.
    private const int EntryCost = 252;

    private readonly Lock _gate = new();
    private readonly ResourceDirectory _resources;
    private readonly ChangeFeed _changes;
    private readonly TimeProvider _time;
    private readonly MemoryBudget _budget;
    private readonly TelemetryLimitOptions _limits;
    private readonly RequestChecker _checker;
    private readonly TenantTable _tenants;
    private readonly TraceTable _traces = new();
    private readonly NameTable _names = new();
    private readonly Horizon _horizon = new();
    private long _lastId;

    public TraceStore(ResourceDirectory resources, ChangeFeed changes, TimeProvider time, MemoryBudget budget, IOptions<DashboardOptions> options)
    {
        (_resources, _changes, _time, _budget, _limits) = (resources, changes, time, budget, options.Value.TelemetryLimits);
        _checker = new(_limits);
        _tenants = new(resources, budget);
        Began = Now();
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

    /// <summary>Unix time in nanoseconds since which spans can come.</summary>
    public long Began { get; }

    /// <summary>What has been forgotten by now.</summary>
    public Horizon Horizon
    {
        get
        {
            lock (_gate)
                return _horizon.Copy();
        }
    }

    /// <summary>Id of the span that came last.</summary>
    public long LastId
    {
        get
        {
            lock (_gate)
                return _lastId;
        }
    }

    /// <summary>Takes the spans of a TracesData or ExportTraceServiceRequest.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is neither; nothing was kept of it.</exception>
    public IngestResult Add(ReadOnlySpan<byte> tracesData)
    {
        var outline = _checker.Check(tracesData, WireMessage.Span);
        if (!outline.Fits)
        {
            tracesData = new TelemetryCutter(_limits).CutTraces(tracesData);
            outline = outline with { Bytes = tracesData.Length };
        }

        using var room = _budget.TryMakeRoom(outline.Bytes + _tenants.BlockSize + (long)outline.Records * EntryCost);
        if (room is null)
            return new(0, outline.Records, "The request is larger than all memory for telemetry.");
        var rejected = 0;
        lock (_gate)
        {
            rejected = Keep(tracesData, room);
            while (_traces.Count > _limits.MaxTraceCount)
                Forget(_traces.OldestOfLargestOwner()!);
        }

        if (outline.Records > rejected)
            _changes.Changed(Topic.Traces);
        return new(outline.Records - rejected, rejected, rejected == 0 ? null : $"{rejected} spans have no valid trace id or no valid span id.");
    }

    /// <summary>Every trace that a query finds, the newest first.</summary>
    public Matches<TraceSummary> Find(TraceQuery query)
    {
        var filter = new TraceFilter(query);
        List<TraceSummary> found = [];
        int total;
        lock (_gate)
        {
            foreach (var trace in _traces.All)
            {
                if (filter.Matches(trace))
                    found.Add(trace.Summary);
            }

            total = _traces.Count;
        }

        found.Sort((a, b) => a.Start == b.Start ? a.TraceId.Value.CompareTo(b.TraceId.Value) : b.Start.CompareTo(a.Start));
        return new(found, found.Count, total);
    }

    /// <summary>The spans of a trace by their start. Empty when it is not kept.</summary>
    public IReadOnlyList<SpanDetail> Read(TraceId traceId)
    {
        List<(SpanEntry Entry, byte[] Bytes)> spans;
        lock (_gate)
            spans = [.. (_traces.Find(traceId)?.Spans ?? []).Select(s => (s, s.Bytes.ToArray()))];
        return [.. spans.OrderBy(s => s.Entry.Start).Select(s => new SpanDetail(s.Entry, Span.Parser.ParseFrom(s.Bytes)))];
    }

    /// <summary>Spans, the newest first.</summary>
    public Matches<SpanDetail> FindSpans(SpanQuery query)
    {
        var filter = new SpanQueryFilter(query);
        var newest = new Newest<SpanEntry>((int)Math.Min((long)query.Skip + query.Take, int.MaxValue));
        List<(SpanEntry Entry, byte[] Bytes)> page;
        int total;
        lock (_gate)
        {
            foreach (var span in (query.TraceId is { } id ? _traces.Find(id)?.Spans ?? [] : All()).Where(filter.Matches))
                newest.Offer(span, span.Start, span.SpanId.Value);

            page = [.. newest.Skip(query.Skip).Select(s => (s, s.Bytes.ToArray()))];
            total = _tenants.Count;
        }

        return new([.. page.Select(s => new SpanDetail(s.Entry, Span.Parser.ParseFrom(s.Bytes)))], newest.Offered, total);
    }

    /// <summary>The first spans that came after one, in the order in which they came. The query's page does not count.</summary>
    public IReadOnlyList<SpanDetail> FindAfter(long id, SpanQuery query, int count)
    {
        var filter = new SpanQueryFilter(query);
        List<(SpanEntry Entry, byte[] Bytes)> first;
        lock (_gate)
        {
            var after = _tenants.After(id).Cast<SpanEntry>().Where(filter.Matches).OrderBy(s => s.Id).Take(count);
            first = [.. after.Select(s => (s, s.Bytes.ToArray()))];
        }

        return [.. first.Select(s => new SpanDetail(s.Entry, Span.Parser.ParseFrom(s.Bytes)))];
    }

    /// <summary>Shows a visitor every span that started in a time, in no order.</summary>
    public void Scan(long from, long until, SpanVisitor visit)
    {
        lock (_gate)
        {
            foreach (var span in All())
            {
                if (span.Start >= from && span.Start <= until)
                    visit(span, new SpanAttributes(span.Bytes));
            }
        }
    }

    public IEnumerable<TelemetryChunk> Export() => TelemetryExport.Of(_tenants, _gate);

    /// <summary>Forgets the spans of one resource, or all.</summary>
    public void Clear(TelemetryResource? resource = null)
    {
        lock (_gate)
            Forgotten(_tenants.Clear(resource));
        _changes.Changed(Topic.Traces);
    }

    public void GiveUpOldest()
    {
        lock (_gate)
            Forgotten(_tenants.ForgetOldestOfLargest());
    }

    private int Keep(ReadOnlySpan<byte> tracesData, MemoryRoom room)
    {
        var rejected = 0;
        Tenant? tenant = null;
        TelemetryScope? scope = null;
        var reader = new RecordReader(tracesData);
        while (reader.Read())
        {
            if (reader.IsNewResource)
            {
                if (tenant is not null)
                    _tenants.Tidy(tenant);
                tenant = _tenants.Of(_resources.Of(reader.Resource));
            }

            if (reader.IsNewScope)
                scope = tenant!.ScopeOf(reader.Scope, _names);
            if (SpanReader.Read(reader.Record, ++_lastId, scope!, _names) is { } span)
                room.Kept += Keep(tenant!, span, reader.Record);
            else
                rejected++;
        }

        if (tenant is not null)
            _tenants.Tidy(tenant);
        return rejected;
    }

    /// <returns>What it took of the budget.</returns>
    private long Keep(Tenant tenant, SpanEntry span, ReadOnlySpan<byte> record)
    {
        // A sender that got no answer sends again; one that sends an unfinished span sends its end later.
        var before = _traces.Find(span.TraceId)?.Find(span.SpanId, span.Resource);
        var cost = _tenants.Append(tenant, span, record, EntryCost + _names.TakeAllocated());
        if (before is not null)
        {
            _tenants.Forget(before);
            _traces.Find(span.TraceId)!.Tidy();
        }

        return cost + (_traces.Add(span) ? Trace.Cost : 0);
    }

    private void Forget(Trace trace)
    {
        // What a trace did in hours goes with its beginning: counting from its last span on would leave nothing to count.
        var (start, now) = (trace.Start, Now());
        foreach (var span in trace.Spans)
        {
            _tenants.Forget(span);
            _horizon.Forget(span.Resource.ServiceName, start, now);
        }

        Tidy(trace.Spans.Take(1));
    }

    private void Forgotten(List<TelemetryEntry> spans)
    {
        var now = Now();
        foreach (var span in spans)
            _horizon.Forget(span.Resource.ServiceName, ((SpanEntry)span).Start, now);
        Tidy(spans);
    }

    private void Tidy(IEnumerable<TelemetryEntry> forgotten) =>
        _budget.Charge(-Trace.Cost * (long)_traces.Tidy(forgotten.Select(s => ((SpanEntry)s).TraceId).Distinct()));

    private long Now() => UnixTime.FromDateTime(_time.GetUtcNow());

    private IEnumerable<SpanEntry> All() => _tenants.All.SelectMany(t => t.BlocksBackwards).SelectMany(b => b.Entries).Where(e => e.IsKept).Cast<SpanEntry>();
}
