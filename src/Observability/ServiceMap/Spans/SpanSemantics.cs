namespace OtelShop.ServiceMap.Spans;

/// <summary>What the semantic conventions say of a span: whether it is a probe or a stream, and whether the call failed.</summary>
internal static class SpanSemantics
{
    private const string HealthService = "grpc.health.v1.Health";

    public static bool IsProbe(SpanAttributes span, string name, ServiceMapOptions options)
    {
        if (span.First("rpc.service") == HealthService || name.Contains(HealthService + "/", StringComparison.Ordinal))
            return true;
        if (span.First("db.system.name", "db.system") is not null)
            return span.First("db.query.text", "db.statement")?.TrimEnd(';', ' ') is "SELECT 1" or "select 1"
                || (span.First("db.operation.name", "db.operation", "db.statement") ?? name) is "PING";
        return Path(span) is { } path && options.ProbePaths.Contains(path);
    }

    public static bool IsStream(SpanAttributes span, string name, double milliseconds, ServiceMapOptions options) =>
        milliseconds > options.LongestCall.TotalMilliseconds
        || options.StreamingMethods.Contains(MethodOf(span.First("rpc.method") ?? name));

    // Receiving and settling are steps of a consumer; processing is the call.
    public static bool IsMessagingStep(SpanAttributes span) =>
        span.First("messaging.system") is not null && span.First("messaging.operation.type", "messaging.operation") is "receive" or "settle" or "create";

    /// <summary>Status codes speak first: an answer such as 404 is an error to many a client, and no fault of the service.</summary>
    public static bool IsError(SpanAttributes span, bool hasErrorStatus)
    {
        if (span.First("rpc.grpc.status_code", "rpc.response.status_code") is { } status)
            return status.ToUpperInvariant() is "2" or "UNKNOWN" or "4" or "DEADLINE_EXCEEDED" or "8" or "RESOURCE_EXHAUSTED"
                or "12" or "UNIMPLEMENTED" or "13" or "INTERNAL" or "14" or "UNAVAILABLE" or "15" or "DATA_LOSS";
        return span.First("http.response.status_code", "http.status_code") is { } http && int.TryParse(http, out var code) ? code >= 500 : hasErrorStatus;
    }

    private static string MethodOf(string name) => name[(name.LastIndexOf('/') + 1)..];

    private static string? Path(SpanAttributes span)
    {
        var path = span.First("url.path", "http.target", "http.route");
        if (path is null)
            return Uri.TryCreate(span.First("url.full", "http.url"), UriKind.Absolute, out var url) ? url.AbsolutePath : null;
        return path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? path[..query] : path;
    }
}
