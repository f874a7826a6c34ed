using System.Diagnostics;
using OpenTelemetry;

namespace OtelShop.Carts;

/// <summary>Leaves out the PING of an idle Redis connection, which belongs to no request.</summary>
internal sealed class KeepAliveFilter : BaseProcessor<Activity>
{
    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data is { ParentSpanId: var parent, DisplayName: "PING" } && parent == default)
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }
}
