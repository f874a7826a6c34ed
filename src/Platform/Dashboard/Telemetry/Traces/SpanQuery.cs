using System.Collections.Immutable;
using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>Which spans, the newest first.</summary>
public sealed record SpanQuery
{
    /// <summary>Service names. Empty means any.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    public TraceId? TraceId { get; init; }

    /// <summary>Part of the name.</summary>
    public string? Text { get; init; }

    public bool? HasError { get; init; }

    public ImmutableArray<FieldFilter> Filters { get; init; } = [];

    /// <summary>Started at or after this Unix time in nanoseconds.</summary>
    public long? From { get; init; }

    /// <summary>Started at or before this Unix time in nanoseconds.</summary>
    public long? Until { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 200;
}
