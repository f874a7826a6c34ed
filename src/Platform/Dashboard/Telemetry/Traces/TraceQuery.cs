using System.Collections.Immutable;
using OtelShop.Dashboard.Telemetry.Filters;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>Which traces. Every condition has to hold; one on spans holds when one span of the trace meets all of those.</summary>
public sealed record TraceQuery
{
    /// <summary>Service names, one of which takes part. Empty means any.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    /// <summary>Part of a span's name, or a trace id or its beginning.</summary>
    public string? Text { get; init; }

    /// <summary>True: with an error. False: without.</summary>
    public bool? HasError { get; init; }

    public TimeSpan? MinDuration { get; init; }

    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Conditions on spans.</summary>
    public ImmutableArray<FieldFilter> Filters { get; init; } = [];

    /// <summary>Started at or after this Unix time in nanoseconds.</summary>
    public long? From { get; init; }

    /// <summary>Started at or before this Unix time in nanoseconds.</summary>
    public long? Until { get; init; }
}
