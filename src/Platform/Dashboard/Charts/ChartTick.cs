namespace OtelShop.Dashboard.Charts;

/// <summary>A mark on an axis.</summary>
/// <param name="Share">Where it is, from 0 (left, bottom) to 1.</param>
/// <param name="Label">What it says.</param>
/// <param name="Time">Unix time in nanoseconds, on a time axis.</param>
internal readonly record struct ChartTick(double Share, string Label, long Time = 0);
