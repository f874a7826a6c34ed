using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.Api;

/// <summary>The service map as JSON. Latencies are milliseconds, times are Unix nanoseconds as text, as in OTLP.</summary>
internal static class GraphJson
{
    public static object Of(ServiceGraph graph) => new
    {
        From = graph.From.ToString(),
        Until = graph.Until.ToString(),
        Nodes = graph.Nodes.Select(n => new { n.Id, n.Name, Kind = KindOf(n.Kind), n.System, Now = Of(n.Now), Before = Of(n.Before) }),
        Calls = graph.Calls.Select(c => new { c.Caller, c.Callee, Now = Of(c.Now), Before = Of(c.Before) }),
    };

    public static object Of(CallStatistics calls) => new
    {
        calls.Calls,
        calls.Errors,
        calls.Seconds,
        calls.Rate,
        calls.ErrorShare,
        P50Milliseconds = calls.P50 / 1e6,
        P95Milliseconds = calls.P95 / 1e6,
        P99Milliseconds = calls.P99 / 1e6,
    };

    private static string KindOf(NodeKind kind) => kind.ToString().ToLowerInvariant();
}
