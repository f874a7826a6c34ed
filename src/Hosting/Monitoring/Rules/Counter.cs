namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>Queries of counters whose events are rare.</summary>
internal static class Counter
{
    /// <summary>How often something happened, where it did. A counter that starts with its first event has no increase: a series that was not there before counts as a whole.</summary>
    /// <param name="counter">Metric with its labels.</param>
    /// <param name="window">Time that is looked at, in PromQL.</param>
    /// <param name="by">Labels that keep events apart. None: all are one.</param>
    public static string Happened(string counter, string window, string by = "")
    {
        var sum = by.Length == 0 ? "sum" : $"sum by ({by}) ";
        return $"({sum}(increase({counter}[{window}])) > 0)\nor ({sum}({counter} unless {counter} offset {window}) > 0)";
    }
}
