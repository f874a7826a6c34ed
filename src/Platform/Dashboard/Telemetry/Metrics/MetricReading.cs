namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>Works out what a query asks for. Called under the store's lock.</summary>
internal sealed class MetricReading(MetricQuery query, IReadOnlyList<ResourceMetricsLog> logs)
{
    /// <summary>As many lines as can be told apart.</summary>
    private const int MaxGroups = 12;
    private const int MaxExemplars = 200;
    private const int MaxValues = 200;

    private readonly StepGrid _grid = new(query.From, query.Until, query.MaxSteps);

    public MetricResult? Run()
    {
        var candidates = logs.SelectMany(l => l.Instruments.Select(i => (l.Resource, Instrument: i)))
            .Where(c => c.Instrument.Identity.Name == query.Instrument && (query.Meter is null || c.Instrument.Identity.Meter == query.Meter)).ToList();
        if (candidates.Count == 0)
            return null;
        var identity = candidates.MaxBy(c => c.Instrument.LastTime).Instrument.Identity;
        var chosen = candidates.Where(c => c.Instrument.Identity == identity).ToList();
        var series = chosen.Where(c => query.Instances.IsEmpty || query.Instances.Contains(c.Resource.InstanceId))
            .SelectMany(c => c.Instrument.Series.Select(s => (c.Resource, Series: s))).ToList();
        var asked = series.Where(s => IsAsked(s.Series)).ToList();
        var groups = asked.GroupBy(s => NameOf(s.Resource, s.Series), s => s.Series).Select(g => GroupOf(identity, g.Key, [.. g])).OrderByDescending(Magnitude).ThenBy(g => g.Name, StringComparer.Ordinal).ToList();
        return new()
        {
            Instrument = InstrumentSummary.Of(logs.Where(l => l.Instruments.Any(i => i.Identity == identity))).First(s => s.Identity == identity),
            Others = [.. candidates.Select(c => c.Instrument.Identity).Distinct().Where(i => i != identity)],
            Instances = [.. chosen.Select(c => c.Resource).OrderBy(r => r.InstanceId, StringComparer.Ordinal)],
            Dimensions = DimensionsOf(series.Select(s => s.Series)),
            Step = _grid.Step,
            Times = [.. Enumerable.Range(0, _grid.Count).Select(_grid.End)],
            Groups = [.. groups.Take(MaxGroups)],
            HiddenGroups = Math.Max(0, groups.Count - MaxGroups),
            Exemplars = ExemplarsOf(asked.Select(s => s.Series)),
        };
    }

    private bool IsAsked(Series series) => query.Where.GroupBy(w => w.Key).All(g => g.Any(w => w.Value == (series.Attribute(g.Key) ?? "")));

    private string NameOf(TelemetryResource resource, Series series) => string.Join(", ", query.By.Select(key =>
        (key == MetricQuery.ByInstance ? resource.InstanceId : series.Attribute(key)) is { Length: > 0 } value ? value : "(none)"));

    private static double Magnitude(MetricGroup group) => group.Values.Concat(group.Quantiles.Values.SelectMany(v => v)).Where(double.IsFinite).Sum(Math.Abs);

    private static List<MetricDimension> DimensionsOf(IEnumerable<Series> series) =>
    [
        .. series.SelectMany(s => s.Attributes).GroupBy(a => a.Key).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new MetricDimension(g.Key,
            [.. g.GroupBy(a => a.Value).Select(v => KeyValuePair.Create(v.Key, v.Count())).OrderByDescending(v => v.Value).ThenBy(v => v.Key, StringComparer.Ordinal).Take(MaxValues)])),
    ];

    private List<Exemplar> ExemplarsOf(IEnumerable<Series> series)
    {
        List<Exemplar> found = [];
        foreach (var log in series.Select(s => s.Exemplars))
        {
            for (var i = log.Count - 1; i >= 0 && log[i].Time >= query.From; i--)
            {
                if (log[i].Time <= query.Until)
                    found.Add(log[i]);
            }
        }

        // The slow ones are those that somebody wants to look into.
        return [.. found.OrderByDescending(e => e.Value).Take(MaxExemplars).OrderBy(e => e.Time)];
    }

    private MetricGroup GroupOf(InstrumentIdentity identity, string name, IReadOnlyList<Series> series)
    {
        var values = new double[_grid.Count];
        Distribution?[] distributions = [];
        Distribution? total = null;
        Dictionary<double, double[]> quantiles = [];
        switch (identity.Kind)
        {
            case InstrumentKind.Counter:
                var sums = new double[_grid.Count];
                values = RateOf(CoverageOf(series.Cast<TypedSeries<NumberTotal>>(), (step, later, earlier, share) => sums[step] += (later.Value - earlier.Value) * share), sums);
                break;
            case InstrumentKind.Histogram:
                (values, distributions, total) = DistributionsOf<BucketTotal, BucketDistribution>(series);
                break;
            case InstrumentKind.ExponentialHistogram:
                (values, distributions, total) = DistributionsOf<ExponentialTotal, ExponentialDistribution>(series);
                break;
            case InstrumentKind.Summary:
                values = QuantilesOf(series, quantiles);
                break;
            default:
                for (var step = 0; step < values.Length; step++)
                    values[step] = ValueAt(identity.Kind, series, _grid.End(step));
                break;
        }

        return new(name, series.Count, values, distributions, total, quantiles);
    }

    /// <summary>Gauges of several series are averaged, as they are not there to be added up.</summary>
    private static double ValueAt(InstrumentKind kind, IReadOnlyList<Series> series, long time)
    {
        var (sum, count) = (0.0, 0);
        foreach (var one in series)
        {
            if (Held((TypedSeries<NumberTotal>)one, time, out var value))
                (sum, count) = (sum + value.Value, count + 1);
        }

        return count == 0 ? double.NaN : kind == InstrumentKind.Gauge ? sum / count : sum;
    }

    private static bool Held<T>(TypedSeries<T> series, long time, out T value) where T : ITotal<T>
    {
        value = T.Gap;
        var index = series.Points.FindLast(time);
        if (index < 0)
            return false;
        ref readonly var point = ref series.Points[index];
        if (point.Value.IsGap || time - point.Until > series.Points.MaxGapAfter(index, series.MaxGap))
            return false;
        value = point.Value;
        return true;
    }

    private (double[] Rates, Distribution?[] Distributions, Distribution? Total) DistributionsOf<T, TDistribution>(IReadOnlyList<Series> series)
        where T : ITotal<T>
        where TDistribution : Distribution, IAccumulator<T>, new()
    {
        var steps = new TDistribution?[_grid.Count];
        var coverage = CoverageOf(series.Cast<TypedSeries<T>>(), (step, later, earlier, share) => (steps[step] ??= new()).Add(later, earlier, share));
        var total = new TDistribution();
        foreach (var step in steps.OfType<TDistribution>())
            total.Add(step);
        var rates = RateOf(coverage, Array.ConvertAll(steps, s => s?.Count ?? 0));
        return (rates, [.. steps.Select(s => s is { Count: > 0 } ? s : (Distribution?)null)], total.Count > 0 ? total : null);
    }

    /// <summary>Quantiles cannot be put together: of several series the highest is taken.</summary>
    private double[] QuantilesOf(IReadOnlyList<Series> series, Dictionary<double, double[]> quantiles)
    {
        var sums = new double[_grid.Count];
        var coverage = CoverageOf(series.Cast<TypedSeries<SummaryValue>>(), (step, later, earlier, share) => sums[step] += (later.Count - earlier.Count) * share);
        for (var step = 0; step < _grid.Count; step++)
        {
            foreach (var one in series.Cast<TypedSeries<SummaryValue>>())
            {
                if (!Held(one, _grid.End(step), out var value))
                    continue;
                for (var i = 0; i < value.Quantiles.Length; i++)
                {
                    if (!quantiles.TryGetValue(value.Quantiles[i], out var values))
                        quantiles.Add(value.Quantiles[i], values = [.. Enumerable.Repeat(double.NaN, _grid.Count)]);
                    values[step] = double.IsNaN(values[step]) ? value.Values[i] : Math.Max(values[step], value.Values[i]);
                }
            }
        }

        return RateOf(coverage, sums);
    }

    /// <summary>A step of which too little is known, such as one that has just begun, has no rate.</summary>
    private double[] RateOf(long[] coverage, double[] sums)
    {
        var rates = new double[sums.Length];
        for (var i = 0; i < rates.Length; i++)
            rates[i] = coverage[i] * 10 < _grid.Step * 3 ? double.NaN : sums[i] / coverage[i] * (TimeSpan.NanosecondsPerTick * (double)TimeSpan.TicksPerSecond);
        return rates;
    }

    /// <summary>Shares out what was counted between points among the steps.</summary>
    /// <param name="series">Their points.</param>
    /// <param name="add">Is told the step, the later and the earlier of two points, and the share of what was counted between them that falls into the step.</param>
    /// <returns>Of how much of each step something is known, in nanoseconds: by the series that tells most.</returns>
    private long[] CoverageOf<T>(IEnumerable<TypedSeries<T>> series, Action<int, T, T, double> add) where T : ITotal<T>
    {
        var coverage = new long[_grid.Count];
        foreach (var one in series)
        {
            var own = new long[_grid.Count];
            var points = one.Points;
            for (var i = Math.Max(0, points.FindLast(_grid.Start)); i < points.Count && points[i].From < query.Until;)
            {
                foreach (var (step, overlap) in points[i].Value.IsGap ? [] : _grid.Overlaps(points[i].From, points[i].Until))
                    own[step] += overlap;
                var next = i + 1;
                if (next < points.Count && IsLinked(one, i))
                {
                    // Of points inside of one step the first and the last say all.
                    while (next + 1 < points.Count && _grid.IsOneStep(points[i].Until, points[next + 1].From) && IsLinked(one, next))
                        next++;
                    Share(points[i], points[next], own, add);
                }

                i = next;
            }

            for (var i = 0; i < own.Length; i++)
                coverage[i] = Math.Max(coverage[i], own[i]);
        }

        return coverage;
    }

    /// <summary>Whether it is known what was counted between a point and the next one.</summary>
    private static bool IsLinked<T>(TypedSeries<T> series, int index) where T : ITotal<T>
    {
        Point<T> earlier = series.Points[index], later = series.Points[index + 1];
        return !earlier.Value.IsGap && !later.Value.IsGap && later.From - earlier.Until <= series.Points.MaxGapAfter(index, series.MaxGap)
            && later.Value.IsLike(earlier.Value)
            // What is counted by ourselves never falls. A summary may start again without notice.
            && (series.IsCounted || !later.Value.HasFallenFrom(earlier.Value));
    }

    private void Share<T>(Point<T> earlier, Point<T> later, long[] coverage, Action<int, T, T, double> add) where T : ITotal<T>
    {
        foreach (var (step, overlap) in _grid.Overlaps(earlier.Until, later.From))
        {
            coverage[step] += overlap;
            add(step, later.Value, earlier.Value, (double)overlap / (later.From - earlier.Until));
        }
    }
}
