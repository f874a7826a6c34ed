namespace OtelShop.Dashboard.Charts;

/// <summary>A single measurement that leads somewhere, such as to its trace. Public because components are, and take it as a parameter.</summary>
/// <param name="Time">Unix time in nanoseconds.</param>
/// <param name="Value">In the unit of the chart.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Title">What it is, for a person.</param>
public sealed record ChartDot(long Time, double Value, string Href, string Title);
