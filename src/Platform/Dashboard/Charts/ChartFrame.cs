namespace OtelShop.Dashboard.Charts;

/// <summary>What a chart shows, and how.</summary>
internal sealed record ChartFrame(long From, long Until, int Height, string? Unit = null, bool IsArea = false, bool IsStacked = false, bool IsLog = false);
