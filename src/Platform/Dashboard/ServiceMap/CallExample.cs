using OtelShop.Dashboard.Telemetry;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>One call, to look at its trace. Public because components are, and take it as a parameter.</summary>
/// <param name="TraceId">Its trace.</param>
/// <param name="SpanId">The span that was measured.</param>
/// <param name="Name">Name of that span.</param>
/// <param name="Start">Unix time in nanoseconds.</param>
/// <param name="Duration">Nanoseconds.</param>
/// <param name="IsError">Whether it failed.</param>
public sealed record CallExample(TraceId TraceId, SpanId SpanId, string Name, long Start, long Duration, bool IsError)
{
    /// <summary>Its trace, at its span.</summary>
    public string Href => $"/traces/detail/{TraceId}?spanId={SpanId}";
}
