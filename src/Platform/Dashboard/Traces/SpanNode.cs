using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Traces;

/// <summary>A span in its place in the trace.</summary>
public sealed class SpanNode
{
    public required SpanDetail Span { get; init; }

    public SpanEntry Entry => Span.Entry;

    /// <summary>By their start.</summary>
    public List<SpanNode> Children { get; } = [];

    /// <summary>0 for a root.</summary>
    public int Depth { get; internal set; }

    /// <summary>It names a parent that is not kept or has not arrived.</summary>
    public bool IsOrphan { get; internal set; }

    /// <summary>Nanoseconds during which none of its children ran.</summary>
    public long SelfTime { get; internal set; }

    /// <summary>Its stretches on the critical path.</summary>
    public List<CriticalStretch> Critical { get; } = [];
}
