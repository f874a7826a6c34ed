using Google.Protobuf;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Telemetry.Storage;

namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>The series of metrics that are kept.</summary>
internal sealed class MetricStore : IMemoryHolder, ITelemetryKeeper
{
    private static readonly long MaxSilence = UnixTime.FromTimeSpan(TimeSpan.FromHours(12.25));
    private static readonly long SweepEvery = UnixTime.FromTimeSpan(TimeSpan.FromMinutes(1));

    private readonly Lock _gate = new();
    private readonly ResourceDirectory _resources;
    private readonly ChangeFeed _changes;
    private readonly TimeProvider _time;
    private readonly MemoryBudget _budget;
    private readonly MetricIntake _intake;
    private readonly Dictionary<int, ResourceMetricsLog> _logs = [];
    private long _lastSweep;
    private long _charged;

    public MetricStore(ResourceDirectory resources, ChangeFeed changes, TimeProvider time, MemoryBudget budget, IOptions<DashboardOptions> options)
    {
        (_resources, _changes, _time, _budget) = (resources, changes, time, budget);
        _intake = new(options.Value.TelemetryLimits, sender => LogOf(resources.Of(sender)));
        budget.Register(this);
    }

    /// <inheritdoc/>
    public long LargestShare
    {
        get
        {
            lock (_gate)
                return _logs.Count == 0 ? 0 : _logs.Values.Max(l => l.Bytes);
        }
    }

    /// <summary>Names of all services that have measured something.</summary>
    public IReadOnlyList<string> Services
    {
        get
        {
            lock (_gate)
                return [.. _logs.Values.Select(l => l.Resource.ServiceName).Distinct().Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>Takes the points of a MetricsData or ExportMetricsServiceRequest.</summary>
    /// <exception cref="InvalidProtocolBufferException">It is neither; nothing was kept of it.</exception>
    public IngestResult Add(ReadOnlySpan<byte> metricsData)
    {
        WireShape.MetricsData.Check(metricsData);
        IngestResult result;
        lock (_gate)
        {
            var now = UnixTime.FromDateTime(_time.GetUtcNow());
            _intake.Read(metricsData, now);
            result = new(_intake.Accepted, _intake.Rejected, _intake.Problem);
            Sweep(now);
            Charge();
        }

        // What points take is known only once they are kept, and is little. So room is made for them afterwards.
        _budget.TryMakeRoom(0)?.Dispose();
        _changes.Changed(Topic.Metrics);
        return result;
    }

    /// <summary>Every instrument of a service, those of all of its instances taken together; by meter and name.</summary>
    /// <param name="service">Null means all services.</param>
    public IReadOnlyList<InstrumentSummary> Instruments(string? service)
    {
        lock (_gate)
            return InstrumentSummary.Of(Of(service));
    }

    /// <summary>What an instrument measured. Null when there is no such instrument.</summary>
    public MetricResult? Read(MetricQuery query)
    {
        lock (_gate)
            return new MetricReading(query, Of(query.Service)).Run();
    }

    /// <summary>The last value of a gauge or sum, or rate of a counter, during the minute before a time; over all instances and attributes.</summary>
    /// <returns>Null when there is none.</returns>
    public double? Latest(string service, string instrument, long until)
    {
        if (Read(new() { Service = service, Instrument = instrument, From = until - SweepEvery, Until = until }) is not { Groups: [var all, ..] })
            return null;
        var last = Array.FindLastIndex(all.Values, double.IsFinite);
        return last < 0 ? null : all.Values[last];
    }

    /// <inheritdoc/>
    public IEnumerable<TelemetryChunk> Export()
    {
        List<(TelemetryResource Resource, Instrument Instrument)> all;
        lock (_gate)
            all = [.. _logs.Values.SelectMany(l => l.Instruments, (l, instrument) => (l.Resource, instrument))];
        foreach (var (resource, instrument) in all)
        {
            byte[] data;
            lock (_gate)
                data = MetricExport.Of(resource, instrument).ToByteArray();
            yield return new(resource, data);
        }
    }

    /// <inheritdoc/>
    public void Clear(TelemetryResource? resource = null)
    {
        lock (_gate)
        {
            foreach (var log in _logs.Values.Where(l => resource is null || l.Resource == resource).ToList())
                Remove(log);
            Charge();
        }

        _changes.Changed(Topic.Metrics);
    }

    /// <inheritdoc/>
    public void GiveUpOldest()
    {
        lock (_gate)
        {
            if (_logs.Values.MaxBy(l => l.Bytes) is not { } largest)
                return;
            largest.Forget();
            RemoveIfEmpty(largest);
            Charge();
        }
    }

    private List<ResourceMetricsLog> Of(string? service) => [.. _logs.Values.Where(l => service is null || l.Resource.ServiceName == service)];

    private ResourceMetricsLog LogOf(TelemetryResource resource)
    {
        if (!_logs.TryGetValue(resource.Id, out var log))
        {
            _logs.Add(resource.Id, log = new(resource));
            _resources.Hold(resource);
        }

        return log;
    }

    private void Sweep(long now)
    {
        if (now - _lastSweep < SweepEvery)
            return;
        _lastSweep = now;
        foreach (var log in _logs.Values.ToList())
        {
            log.Remove(s => now - s.LastArrival > MaxSilence);
            RemoveIfEmpty(log);
        }
    }

    private void Charge()
    {
        var bytes = _logs.Values.Sum(l => l.Bytes);
        _budget.Charge(bytes - _charged);
        _charged = bytes;
    }

    private void RemoveIfEmpty(ResourceMetricsLog log)
    {
        if (log.Instruments.Count == 0)
            Remove(log);
    }

    private void Remove(ResourceMetricsLog log)
    {
        _logs.Remove(log.Resource.Id);
        _intake.Forget();
        _resources.Release(log.Resource);
    }
}
