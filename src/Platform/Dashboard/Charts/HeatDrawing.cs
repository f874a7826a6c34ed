using System.Globalization;

namespace OtelShop.Dashboard.Charts;

/// <summary>A heat map worked out. Every bucket is as high as the others.</summary>
internal sealed class HeatDrawing
{
    private const int Levels = 8;
    private const int MaxLabels = 8;

    private readonly IReadOnlyList<double> _edges;
    private readonly IReadOnlyList<HeatColumn> _columns;
    private readonly ChartFrame _frame;
    private readonly ChartUnit _unit;
    private readonly double _most;

    public HeatDrawing(IReadOnlyList<double> edges, IReadOnlyList<HeatColumn> columns, ChartFrame frame)
    {
        (_edges, _columns, _frame) = (edges, columns, frame);
        _unit = ChartUnit.Of(frame.Unit, edges.Where(double.IsFinite).DefaultIfEmpty(0).Max());
        _most = columns.SelectMany(c => c.Counts).DefaultIfEmpty(0).Max();
    }

    public int Rows => Math.Max(0, _edges.Count - 1);

    public double Most => _most;

    public string TimeList => string.Join(' ', _columns.Select(c => (c.Until / 1_000_000).ToString(CultureInfo.InvariantCulture)));

    /// <summary>Marks between buckets.</summary>
    public IEnumerable<ChartTick> Marks => Enumerable.Range(0, _edges.Count).Where(i => i % Math.Max(1, (Rows + MaxLabels - 1) / MaxLabels) == 0)
        .Select(i => new ChartTick((double)i / Rows, double.IsFinite(_edges[i]) ? _unit.Format(_edges[i]) : "∞"));

    /// <summary>A bucket, the highest first: its name, and how many values it has in each column.</summary>
    public string Name(int row) => $"{Format(_edges[row])} – {Format(_edges[row + 1])}";

    public string LabelList(int row) => string.Join('|', _columns.Select(c => row < c.Counts.Count && c.Counts[row] >= 0.5 ? c.Counts[row].ToString("#,0", CultureInfo.InvariantCulture) : ""));

    /// <summary>The cells of a bucket that have values: where they begin and how wide they are in thousandths, and how many values are in them, from 1 to 8.</summary>
    public IEnumerable<(string X, string Width, int Level)> Cells(int row)
    {
        foreach (var column in _columns)
        {
            if (row >= column.Counts.Count || column.Counts[row] < 1e-6)
                continue;
            var (left, right) = (Share(column.From), Share(column.Until));
            yield return (Number(left * ChartDrawing.Width), Number((right - left) * ChartDrawing.Width), 1 + (int)Math.Round((Levels - 1) * Math.Sqrt(column.Counts[row] / _most)));
        }
    }

    public string Top(double share) => Number((1 - share) * _frame.Height);

    private double Share(long time) => Math.Clamp((double)(time - _frame.From) / (_frame.Until - _frame.From), 0, 1);

    private string Format(double value) => double.IsFinite(value) ? _unit.Format(value) : "∞";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
