namespace OtelShop.Dashboard.Charts;

/// <summary>Where values lie on the vertical axis, and its round values.</summary>
internal sealed class ValueScale
{
    private readonly double _low;
    private readonly double _high;
    private readonly bool _isLog;

    /// <param name="values">All that will be shown; what is not finite is left out.</param>
    /// <param name="ucum">Unit of the values.</param>
    /// <param name="isLog">Logarithmic, where all values allow it.</param>
    /// <param name="maxTicks">How many marks to make at most.</param>
    public ValueScale(IEnumerable<double> values, string? ucum, bool isLog, int maxTicks)
    {
        var finite = values.Where(double.IsFinite).ToList();
        var (low, high) = finite.Count == 0 ? (0, 1) : (finite.Min(), finite.Max());
        Unit = ChartUnit.Of(ucum, Math.Max(Math.Abs(low), Math.Abs(high)));
        var positive = finite.Where(v => v > 0).DefaultIfEmpty(0).Min();
        _isLog = isLog && positive > 0 && low >= 0;
        (_low, _high, Ticks) = _isLog ? Logarithmic(positive, high, maxTicks) : Linear(Math.Min(0, low), Math.Max(0, high), maxTicks);
    }

    public ChartUnit Unit { get; }

    public IReadOnlyList<ChartTick> Ticks { get; }

    /// <summary>From 0 (bottom) to 1 (top).</summary>
    public double Share(double value) => _isLog
        ? Math.Clamp((Math.Log10(Math.Max(value, _low)) - Math.Log10(_low)) / (Math.Log10(_high) - Math.Log10(_low)), 0, 1)
        : Math.Clamp((value - _low) / (_high - _low), 0, 1);

    private (double, double, IReadOnlyList<ChartTick>) Linear(double low, double high, int maxTicks)
    {
        if (high <= low)
            high = low + (1 / Unit.Factor);
        var shown = Unit.StepFor(Math.Max(Math.Abs(low), Math.Abs(high)));
        var inUnit = shown.Size / Unit.Factor;
        var step = RoundStep((high - low) / inUnit / Math.Max(1, maxTicks), Unit.IsBinary) * inUnit;
        var (first, last) = (Math.Floor(low / step), Math.Ceiling((high / step) - 1e-9));
        var (bottom, top) = (first * step, last * step);
        List<ChartTick> ticks = [];
        for (var i = first; i <= last && ticks.Count < 20; i++)
            ticks.Add(new((i - first) / (last - first), ChartUnit.Join(ChartUnit.Digits(Math.Round(i * step / inUnit, 9)), i == 0 ? "" : shown.Suffix)));
        return (bottom, top, ticks);
    }

    private (double, double, IReadOnlyList<ChartTick>) Logarithmic(double low, double high, int maxTicks)
    {
        var (first, last) = ((int)Math.Floor(Math.Log10(low * Unit.Factor) + 1e-9), (int)Math.Ceiling(Math.Log10(high * Unit.Factor) - 1e-9));
        last = Math.Max(first + 1, last);
        var every = Math.Max(1, (int)Math.Ceiling((last - first) / (double)maxTicks));
        List<ChartTick> ticks = [];
        for (var power = first; power <= last; power++)
        {
            if ((power - first) % every == 0)
                ticks.Add(new((double)(power - first) / (last - first), Unit.Format(Math.Pow(10, power) / Unit.Factor)));
        }

        return (Math.Pow(10, first) / Unit.Factor, Math.Pow(10, last) / Unit.Factor, ticks);
    }

    /// <summary>1, 2 or 5 times a power of ten, or a power of two.</summary>
    private static double RoundStep(double least, bool isBinary)
    {
        if (isBinary)
            return Math.Pow(2, Math.Ceiling(Math.Log2(least)));
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * ((least / power) switch { <= 1.0000001 => 1, <= 2.0000001 => 2, <= 5.0000001 => 5, _ => 10 });
    }
}
