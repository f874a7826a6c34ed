namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>What one process measures.</summary>
internal sealed class ResourceMetricsLog(TelemetryResource resource)
{
    private readonly Dictionary<InstrumentIdentity, Instrument> _instruments = [];

    public TelemetryResource Resource { get; } = resource;

    /// <summary>Memory that its series take.</summary>
    public long Bytes { get; set; }

    /// <summary>Latest time of any of its points.</summary>
    public long LastTime { get; set; }

    public IReadOnlyCollection<Instrument> Instruments => _instruments.Values;

    public Instrument Of(InstrumentIdentity identity, TelemetryLimitOptions limits)
    {
        if (!_instruments.TryGetValue(identity, out var instrument))
        {
            _instruments.Add(identity, instrument = new(identity, limits));
            Bytes += 300 + (2L * (identity.Name.Length + identity.Meter.Length + identity.Unit.Length));
        }

        return instrument;
    }

    /// <summary>Forgets series, and instruments that have none left.</summary>
    public void Remove(Func<Series, bool> isUnwanted)
    {
        foreach (var instrument in _instruments.Values.ToList())
        {
            Bytes -= instrument.Remove(isUnwanted);
            if (instrument.Series.Count > 0)
                continue;
            _instruments.Remove(instrument.Identity);
            Bytes -= 300 + (2L * (instrument.Identity.Name.Length + instrument.Identity.Meter.Length + instrument.Identity.Unit.Length));
        }
    }

    /// <summary>Forgets the oldest part of every series, and the quarter of the series that have been silent for longest where that is not much.</summary>
    public void Forget()
    {
        var series = _instruments.Values.SelectMany(i => i.Series).ToList();
        var before = series.Sum(s => s.Bytes);
        foreach (var one in series.Where(s => s.PointCount > 4))
            one.Forget(0.25);
        var freed = before - series.Sum(s => s.Bytes);
        Bytes -= freed;
        if (freed * 10 < before || series.Count == 0)
        {
            var silent = series.OrderBy(s => s.LastArrival).Take(Math.Max(1, series.Count / 4)).ToHashSet();
            Remove(silent.Contains);
        }
    }
}
