namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>One line of a chart, or one set of percentiles: the series that have the same values of the attributes split by.</summary>
/// <param name="Name">Those values. Empty when nothing is split.</param>
/// <param name="SeriesCount">How many series it puts together.</param>
/// <param name="Values">For each step the rate a second of what is counted, or the value of what is not. NaN where nothing is known.</param>
/// <param name="Distributions">For each step how the values of a histogram were spread. Null where there were none; empty when it is no histogram.</param>
/// <param name="Total">How they were spread over the whole time. Null where there were none.</param>
/// <param name="Quantiles">Of a summary, for each step.</param>
internal sealed record MetricGroup(
    string Name, int SeriesCount, double[] Values, Distribution?[] Distributions, Distribution? Total, IReadOnlyDictionary<double, double[]> Quantiles)
{
    /// <summary>Of a histogram, for each step. NaN where there were no values.</summary>
    public double[] Quantile(double share) => Array.ConvertAll(Distributions, d => d?.Quantile(share) ?? double.NaN);
}
