using System.Collections.Immutable;

namespace OtelShop.Dashboard.Telemetry.Traces;

/// <summary>A trace at one moment, as a row of a list.</summary>
/// <param name="TraceId">Its id.</param>
/// <param name="Name">Name of the root span, or of the earliest span while the root is missing.</param>
/// <param name="Root">Who started it.</param>
/// <param name="Start">Unix time in nanoseconds of its earliest span.</param>
/// <param name="Duration">Nanoseconds from its earliest start to its latest end.</param>
/// <param name="SpanCount">Spans that are kept.</param>
/// <param name="ErrorCount">Of those, with status Error.</param>
/// <param name="HasRoot">False while its root span has not arrived.</param>
/// <param name="Shares">Its resources, by their first span.</param>
public sealed record TraceSummary(
    TraceId TraceId, string Name, TelemetryResource Root, long Start, long Duration, int SpanCount, int ErrorCount, bool HasRoot, ImmutableArray<TraceShare> Shares);
