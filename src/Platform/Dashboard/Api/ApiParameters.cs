using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.Api;

/// <summary>Every parameter that the API knows. Pages have the same ones, and the same code reads them.</summary>
internal static class ApiParameters
{
    public static ApiParameter Resource { get; } = new(QueryNames.Resource, "Name of a service (service.name). Repeat it for any of several.") { IsRepeatable = true, Example = "cart" };

    public static ApiParameter Text { get; } = new(QueryNames.Text, "Part of a span's name or of a log's message; of traces also the beginning of the id.");

    public static ApiParameter HasError { get; } = new(QueryNames.HasError, "Only with an error, or only without.", "boolean");

    public static ApiParameter MinDuration { get; } = new(QueryNames.MinDuration, "Traces at least this long.") { Example = "250ms" };

    public static ApiParameter MaxDuration { get; } = new(QueryNames.MaxDuration, "Traces at most this long.") { Example = "1.5s" };

    public static ApiParameter Severity { get; } = new(QueryNames.Severity, "Logs at least this severe.") { Values = ["trace", "debug", "info", "warn", "error", "fatal"] };

    public static ApiParameter TraceId { get; } = new(QueryNames.TraceId, "Only of this trace: 32 hexadecimal digits.");

    public static ApiParameter SpanId { get; } = new(QueryNames.SpanId, "Only of this span: 16 hexadecimal digits.");

    public static ApiParameter Filter { get; } = new(QueryNames.Filter,
        $"Condition on an attribute or a known field, as field:op:value with op one of {FilterOperators.All}. Repeat it: all have to hold. A colon in the field is written %3A.")
    {
        IsRepeatable = true,
        Example = "http.response.status_code:gte:500",
    };

    public static ApiParameter From { get; } = new(QueryNames.From, "Not before this time: Unix nanoseconds or RFC 3339.");

    public static ApiParameter Until { get; } = new(QueryNames.Until, "Not after this time: Unix nanoseconds or RFC 3339.");

    public static ApiParameter Window { get; } = new(QueryNames.Window, "Length of the time that is looked at. The one before it is as long.") { Example = "15m", Default = "5m" };

    public static ApiParameter Skip { get; } = new(QueryNames.Skip, "How many of the newest to leave out.", "integer") { Default = "0" };

    public static ApiParameter Limit { get; } = new(QueryNames.Limit, "How many to return at most, from 1 to 10000.", "integer") { Default = "200" };

    public static ApiParameter TraceLimit { get; } = Limit with { Default = "100" };

    public static ApiParameter Follow { get; } = new("follow", "Keeps the answer open and adds what comes, one JSON object a line (application/x-ndjson).", "boolean") { Default = "false" };

    public static ApiParameter Download { get; } = new("download", "Answers with a file to save.", "boolean") { Default = "false" };

    public static ApiParameter Meter { get; } = new("meter", "Name of the meter (instrumentation scope) of the instrument.");

    public static ApiParameter Instrument { get; } = new("instrument", "Name of the instrument to read. Without it the answer lists instruments.") { Example = "http.server.request.duration" };

    public static ApiParameter By { get; } = new("by", "Attribute to split the series by. Repeat it for several.") { IsRepeatable = true };

    public static ApiParameter Objective { get; } = new("slo", "Percentage of requests that have to be good.") { Example = "99.9", Default = "99.5" };

    public static ApiParameter Threshold { get; } = new("latency", "A request that takes longer is not good.") { Example = "250ms", Default = "500ms" };
}
