using System.Collections.Immutable;
using OpenTelemetry.Proto.Logs.V1;
using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.Telemetry.Logs;

/// <summary>Which log records, the newest first.</summary>
public sealed record LogQuery
{
    /// <summary>Service names. Empty means any.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    /// <summary>At least this severe.</summary>
    public SeverityNumber MinSeverity { get; init; }

    /// <summary>Part of the message.</summary>
    public string? Text { get; init; }

    public TraceId? TraceId { get; init; }

    public SpanId? SpanId { get; init; }

    public ImmutableArray<FieldFilter> Filters { get; init; } = [];

    /// <summary>At or after this Unix time in nanoseconds.</summary>
    public long? From { get; init; }

    /// <summary>At or before this Unix time in nanoseconds.</summary>
    public long? Until { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 200;
}
