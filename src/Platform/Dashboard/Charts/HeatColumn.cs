namespace OtelShop.Dashboard.Charts;

/// <summary>How many values fell into each bucket during some time. Public because components are, and take it as a parameter.</summary>
/// <param name="From">Unix time in nanoseconds.</param>
/// <param name="Until">Unix time in nanoseconds.</param>
/// <param name="Counts">One less than there are edges, the lowest bucket first. Empty where nothing is known.</param>
public sealed record HeatColumn(long From, long Until, IReadOnlyList<double> Counts);
