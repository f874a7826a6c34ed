using OtelShop.Dashboard.Telemetry.Storage;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;
using static OpenTelemetry.Proto.Trace.V1.Status.Types;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>What lists and sums need to know of a span. The rest is read from the store when somebody looks at it.</summary>
public sealed class SpanEntry : TelemetryEntry
{
    public required TraceId TraceId { get; init; }

    public required SpanId SpanId { get; init; }

    /// <summary>None in a root span.</summary>
    public required SpanId ParentId { get; init; }

    public required string Name { get; init; }

    public required SpanKind Kind { get; init; }

    public required StatusCode Status { get; init; }

    /// <summary>Unix time in nanoseconds.</summary>
    public required long Start { get; init; }

    /// <summary>Unix time in nanoseconds, never before <see cref="Start"/>.</summary>
    public required long End { get; init; }

    public long Duration => End - Start;

    public bool IsError => Status == StatusCode.Error;

    public bool IsRoot => ParentId.IsNone;
}
