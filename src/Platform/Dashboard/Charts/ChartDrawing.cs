using System.Globalization;
using System.Text;

namespace OtelShop.Dashboard.Charts;

/// <summary>A chart worked out: where its axes have marks, and the paths of its lines. The plot is 1000 wide and is stretched to the room that there is.</summary>
internal sealed class ChartDrawing
{
    public const int Width = 1000;
    private const int MaxTableRows = 30;

    private readonly long _from;
    private readonly long _until;
    private readonly int _height;
    private readonly IReadOnlyList<ChartSeries> _series;

    /// <param name="series">Lines; where they are stacked, all have points at the same times.</param>
    /// <param name="dots">Single measurements.</param>
    /// <param name="frame">What the chart shows.</param>
    public ChartDrawing(IReadOnlyList<ChartSeries> series, IReadOnlyList<ChartDot> dots, ChartFrame frame)
    {
        (_series, _from, _until, _height) = (series, frame.From, Math.Max(frame.Until, frame.From + 1), frame.Height);
        Times = [.. series.SelectMany(s => s.Points).Select(p => p.Time).Where(t => t >= _from && t <= _until).Distinct().Order()];
        var tops = frame.IsStacked ? Stack(series) : series.Select(s => Points(s.Points)).ToList();
        var values = tops.SelectMany(points => points).Select(p => p.Value ?? double.NaN).Concat(dots.Where(IsInside).Select(d => d.Value));
        Values = new(values, frame.Unit, frame.IsLog, Math.Clamp(_height / 40, 2, 6));
        TimeMarks = TimeTicks.Of(_from, _until, 6);
        Lines = [.. tops.Select(LineOf)];
        Areas = frame.IsStacked ? [.. tops.Select((points, i) => AreaOf(points, i == 0 ? null : tops[i - 1]))] : frame.IsArea ? [.. tops.Select(points => AreaOf(points, null))] : [];
        Dots = [.. dots.Where(IsInside)];
    }

    public ValueScale Values { get; }

    public IReadOnlyList<ChartTick> TimeMarks { get; }

    public IReadOnlyList<string> Lines { get; }

    public IReadOnlyList<string> Areas { get; }

    public IReadOnlyList<ChartDot> Dots { get; }

    /// <summary>When there are values, Unix time in nanoseconds.</summary>
    public IReadOnlyList<long> Times { get; }

    public bool IsEmpty => Dots.Count == 0 && _series.All(s => s.Points.All(p => p.Value is null));

    /// <summary>Each of <see cref="Times"/> as milliseconds, for the script.</summary>
    public string TimeList => string.Join(' ', Times.Select(t => (t / 1_000_000).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Some of <see cref="Times"/>, the newest first, as many as one wants to read.</summary>
    public IEnumerable<long> TableTimes => Times.Reverse().Where((_, i) => i % Math.Max(1, (Times.Count + MaxTableRows - 1) / MaxTableRows) == 0);

    /// <summary>What a series is at each of <see cref="Times"/>, for the script.</summary>
    public string LabelList(ChartSeries series)
    {
        var values = ByTime(series);
        return string.Join('|', Times.Select(t => values.TryGetValue(t, out var value) ? Values.Unit.Format(value) : ""));
    }

    public string LabelAt(ChartSeries series, long time) => series.Points.FirstOrDefault(p => p.Time == time).Value is { } value ? Values.Unit.Format(value) : "–";

    public string Latest(ChartSeries series) => series.Points.LastOrDefault(p => p.Value is not null).Value is { } value ? Values.Unit.Format(value) : "–";

    /// <summary>Across, in percent.</summary>
    public static string Left(double share) => Number(share * 100) + "%";

    public string Left(long time) => Left(TimeShare(time));

    /// <summary>Down, in pixels.</summary>
    public string Top(double share) => Number((1 - share) * _height);

    private double TimeShare(long time) => (double)(time - _from) / (_until - _from);

    private bool IsInside(ChartDot dot) => dot.Time >= _from && dot.Time <= _until && double.IsFinite(dot.Value);

    private List<ChartPoint> Points(IEnumerable<ChartPoint> points) =>
        [.. points.Where(p => p.Time >= _from && p.Time <= _until).Select(p => p.Value is { } value && !double.IsFinite(value) ? p with { Value = null } : p)];

    private static Dictionary<long, double> ByTime(ChartSeries series)
    {
        Dictionary<long, double> values = [];
        foreach (var point in series.Points)
        {
            if (point.Value is { } value && double.IsFinite(value))
                values[point.Time] = value;
        }

        return values;
    }

    private List<List<ChartPoint>> Stack(IReadOnlyList<ChartSeries> series)
    {
        List<List<ChartPoint>> stacked = [];
        var sums = new Dictionary<long, double>();
        foreach (var one in series)
        {
            var values = ByTime(one);
            foreach (var (time, value) in values)
                sums[time] = sums.GetValueOrDefault(time) + value;
            stacked.Add([.. Times.Select(t => new ChartPoint(t, sums.TryGetValue(t, out var sum) ? sum : null))]);
        }

        return stacked;
    }

    private string LineOf(List<ChartPoint> points)
    {
        var path = new StringBuilder();
        var isOpen = false;
        for (var i = 0; i < points.Count; i++)
        {
            if (points[i].Value is { } value)
            {
                path.Append(isOpen ? 'L' : 'M').Append(X(points[i].Time)).Append(' ').Append(Top(Values.Share(value)));
                // A point that stands alone is a line without length, which round ends make a dot.
                if (!isOpen && (i + 1 == points.Count || points[i + 1].Value is null))
                    path.Append("h0");
            }

            isOpen = points[i].Value is not null;
        }

        return path.ToString();
    }

    private string AreaOf(List<ChartPoint> points, List<ChartPoint>? below)
    {
        var path = new StringBuilder();
        var zero = Top(Values.Share(0));
        for (var first = 0; first < points.Count; first++)
        {
            if (points[first].Value is null)
                continue;
            var last = first;
            while (last + 1 < points.Count && points[last + 1].Value is not null)
                last++;
            path.Append('M').Append(X(points[first].Time)).Append(' ').Append(zero);
            for (var i = first; i <= last; i++)
                path.Append('L').Append(X(points[i].Time)).Append(' ').Append(Top(Values.Share(points[i].Value!.Value)));
            for (var i = last; i >= first; i--)
            {
                if (below is not null || i == last || i == first)
                    path.Append('L').Append(X(points[i].Time)).Append(' ').Append(below?[i].Value is { } value ? Top(Values.Share(value)) : zero);
            }

            path.Append('Z');
            first = last;
        }

        return path.ToString();
    }

    private string X(long time) => Number(TimeShare(time) * Width);

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
