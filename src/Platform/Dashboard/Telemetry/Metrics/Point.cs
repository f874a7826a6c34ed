namespace OtelShop.Dashboard.Telemetry.Metrics;

/// <summary>A value for as long as it stayed the same.</summary>
/// <param name="From">When it was seen first, Unix time in nanoseconds.</param>
/// <param name="Until">When it was seen last.</param>
/// <param name="Value">The value.</param>
internal readonly record struct Point<T>(long From, long Until, T Value);
