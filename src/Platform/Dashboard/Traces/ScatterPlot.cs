using OtelShop.Dashboard.Layout;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Traces;

/// <summary>Traces by time and latency. Ten thousand of them become as many dots as can be told apart.</summary>
public sealed class ScatterPlot
{
    private const int Columns = 120;
    private const int Rows = 24;
    private readonly double _low;
    private readonly double _high;

    internal ScatterPlot(IReadOnlyList<TraceSummary> traces, long from, long until)
    {
        From = from;
        Until = Math.Max(until, from + 1);
        // Whole powers of ten around the latencies: ticks are where they are read easily.
        _low = traces.Count == 0 ? 6 : Math.Floor(Math.Log10(Math.Max(1, traces.Min(t => t.Duration))));
        _high = traces.Count == 0 ? 9 : Math.Max(_low + 1, Math.Ceiling(Math.Log10(Math.Max(1, traces.Max(t => t.Duration)))));
        Dots = Bin(traces);
    }

    /// <summary>Power of ten, in nanoseconds, at the bottom.</summary>
    public double Low => _low;

    /// <summary>Power of ten, in nanoseconds, at the top.</summary>
    public double High => _high;

    public long From { get; }

    public long Until { get; }

    /// <summary>Those with errors last, so that they are drawn on top.</summary>
    public IReadOnlyList<ScatterDot> Dots { get; }

    /// <summary>Latencies in nanoseconds with their place, percent from the top.</summary>
    public IEnumerable<(long Latency, double Y)> Ticks()
    {
        for (var power = _low; power <= _high; power++)
            yield return ((long)Math.Pow(10, power), Y(Math.Pow(10, power)));
    }

    private List<ScatterDot> Bin(IReadOnlyList<TraceSummary> traces)
    {
        var cells = new Dictionary<(int Column, int Row), (TraceSummary Example, int Count, int Errors)>();
        foreach (var trace in traces)
        {
            var cell = ((int)(X(trace.Start) / 100 * Columns), (int)(Y(trace.Duration) / 100 * Rows));
            var isError = trace.ErrorCount > 0;
            cells[cell] = cells.TryGetValue(cell, out var known)
                ? (isError && known.Errors == 0 ? trace : known.Example, known.Count + 1, known.Errors + (isError ? 1 : 0))
                : (trace, 1, isError ? 1 : 0);
        }

        return [.. cells.Values.OrderBy(c => c.Errors > 0).Select(c => new ScatterDot(
            X(c.Example.Start), Y(c.Example.Duration), c.Count, c.Errors, c.Example.TraceId, Title(c.Example, c.Count, c.Errors)))];
    }

    private static string Title(TraceSummary example, int count, int errors)
    {
        var one = $"{Cut.ToLine(example.Name, 80)}, {Duration.Format(example.Duration)}";
        return count == 1 ? one + (errors > 0 ? ", with an error" : "") : $"{count} traces like {one}" + (errors > 0 ? $", {errors} with an error" : "");
    }

    private double X(long time) => Math.Clamp(100.0 * (time - From) / (Until - From), 0, 100);

    private double Y(double nanoseconds) => 100 - Math.Clamp(100 * (Math.Log10(Math.Max(1, nanoseconds)) - _low) / (_high - _low), 0, 100);
}
