namespace OtelShop.Dashboard.Charts;

/// <summary>A value at a time. Public because components are, and take it as a parameter.</summary>
/// <param name="Time">Unix time in nanoseconds.</param>
/// <param name="Value">Null interrupts the line.</param>
public readonly record struct ChartPoint(long Time, double? Value);
