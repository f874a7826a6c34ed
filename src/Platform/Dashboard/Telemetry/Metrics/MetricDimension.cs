namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>An attribute by which an instrument's series differ.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Values">Every value that some series has, each with the number of those series; the most frequent first.</param>
internal sealed record MetricDimension(string Key, IReadOnlyList<KeyValuePair<string, int>> Values);
