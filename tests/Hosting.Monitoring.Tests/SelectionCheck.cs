using System.Text.RegularExpressions;
using OtelShop.Hosting.Monitoring.Tests.Dashboards;

namespace OtelShop.Hosting.Monitoring.Tests;

/// <summary>Finds queries that add other shops of the same backend, as those of pull requests are, to the shop.</summary>
internal static partial class SelectionCheck
{
    private const string Shop = "otelshop";
    private const string Calls = "traces_service_graph_";

    /// <summary>What a query in PromQL reads of every shop.</summary>
    public static IEnumerable<string> FindingsOfMetrics(string query) =>
        from selector in PromNames.SelectorsOf(query)
        where selector.Metric.StartsWith(Calls, StringComparison.Ordinal) ? !HasEnds(selector.Labels) : KnownMetrics.OfShop.Contains(selector.Metric) && !Job().IsMatch(selector.Labels)
        select $"reads {selector.Metric} of every shop";

    /// <summary>What a query in LogQL reads of every shop. Logs without the name of a service are not the shop's.</summary>
    public static IEnumerable<string> FindingsOfLogs(string query) =>
        query.Contains("service_name", StringComparison.Ordinal) && !query.Contains($"service_namespace=\"{Shop}\"", StringComparison.Ordinal) ? ["reads logs of every shop"] : [];

    /// <summary>What a query in TraceQL reads of every shop.</summary>
    public static IEnumerable<string> FindingsOfTraces(string query) =>
        query.Contains($"resource.service.namespace = \"{Shop}\"", StringComparison.Ordinal) ? [] : ["reads traces of every shop"];

    /// <summary>Whether the map of services has the calls of this shop only.</summary>
    public static IEnumerable<string> FindingsOfMap(string selector) => HasEnds(selector) ? [] : ["draws every shop"];

    private static bool HasEnds(string labels) =>
        labels.Contains($"client_service_namespace=~\"{Shop}|\"", StringComparison.Ordinal) && labels.Contains($"server_service_namespace=~\"{Shop}|\"", StringComparison.Ordinal);

    [GeneratedRegex(@$"\bjob=~?""{Shop}/")]
    private static partial Regex Job();
}
