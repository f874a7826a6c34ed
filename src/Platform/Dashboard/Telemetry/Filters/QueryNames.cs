namespace OtelShop.Dashboard.Telemetry.Filters;

/// <summary>Names in query strings, the same in pages and API.</summary>
internal static class QueryNames
{
    public const string Resource = "resource";
    public const string Text = "text";
    public const string HasError = "hasError";
    public const string MinDuration = "minDuration";
    public const string MaxDuration = "maxDuration";
    public const string Severity = "severity";
    public const string TraceId = "traceId";
    public const string SpanId = "spanId";
    public const string Filter = "filter";
    public const string From = "from";
    public const string Until = "until";
    public const string Window = "window";
    public const string Skip = "skip";
    public const string Limit = "limit";
}
