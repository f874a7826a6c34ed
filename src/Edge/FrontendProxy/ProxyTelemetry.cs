using System.Diagnostics;

namespace OtelShop.FrontendProxies;

/// <summary>Attributes that the proxy adds to request spans.</summary>
internal static class ProxyTelemetry
{
    private const string Query = "url.query";
    private static readonly string[] Baggage = ["session.id", "enduser.id"];

    /// <summary>Copies the caller's baggage, and redacts the query.</summary>
    public static void Describe(Activity? span, HttpRequest request)
    {
        if (span is not { IsAllDataRequested: true })
            return;
        // Aspire turns the instrumentation's own redaction off on developers' machines.
        if (request.QueryString.HasValue && span.GetTagItem(Query) is string query)
            span.SetTag(Query, QueryRedaction.Redact($"?{query.TrimStart('?')}")![1..]);
        foreach (var name in Baggage)
            span.SetTag(name, span.GetBaggageItem(name));
        span.SetTag("demo.synthetic_request", span.GetBaggageItem("synthetic_request"));
    }
}
