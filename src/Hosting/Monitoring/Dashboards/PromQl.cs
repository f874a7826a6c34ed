namespace OtelShop.Hosting.Monitoring.Dashboards;

/// <summary>Expressions that several dashboards need.</summary>
internal static class PromQl
{
    /// <summary>Window of a rate in graphs. Grafana makes it four scrapes at least.</summary>
    public const string Window = "$__rate_interval";

    /// <summary>The whole time that the dashboard shows.</summary>
    public const string Range = "$__range";

    /// <summary>Increase each second.</summary>
    public static string Rate(string counter, string selector, string by) => $"sum{By(by)} (rate({counter}{{{selector}}}[{Window}]))";

    /// <summary>Increase each minute.</summary>
    public static string PerMinute(string counter, string selector, string by) => $"60 * {Rate(counter, selector, by)}";

    /// <summary>Increase within the time that is shown.</summary>
    public static string Increase(string counter, string selector, string by) => $"sum{By(by)} (increase({counter}{{{selector}}}[{Range}]))";

    /// <summary>A quantile of a histogram.</summary>
    public static string Quantile(double quantile, string histogram, string selector, string by) =>
        FormattableString.Invariant($"histogram_quantile({quantile}, sum{By(by.Length > 0 ? $"le, {by}" : "le")} (rate({histogram}_bucket{{{selector}}}[{Window}])))");

    /// <summary>A part of a whole, zero while nothing of the part was counted.</summary>
    /// <param name="part">Expression that may have no series.</param>
    /// <param name="whole">Expression with the same labels.</param>
    public static string Ratio(string part, string whole) => $"({part} or 0 * {whole}) / ({whole} > 0)";

    private static string By(string labels) => labels.Length > 0 ? $" by ({labels})" : "";
}
