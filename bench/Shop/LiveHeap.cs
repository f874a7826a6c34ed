using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;
using Microsoft.Diagnostics.Tracing.Parsers.Clr;

namespace OtelShop.Bench.Shop;

/// <summary>Live objects of a .NET process: those that survive a full collection, which its diagnostics port starts as dotnet-gcdump does.</summary>
internal static class LiveHeap
{
    private const int FullCollection = 2;
    private const long Collect = (long)(ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect);

    /// <summary>Collects, and returns the MB that survived.</summary>
    public static async Task<double> MegabytesAsync(int process)
    {
        var client = new DiagnosticsClient(process);
        using var session = await client.StartEventPipeSessionAsync(
            [new EventPipeProvider(ClrTraceEventParser.ProviderName, EventLevel.Informational, Collect)], requestRundown: false);
        using var events = new EventPipeEventSource(session.EventStream);
        var isCollecting = false;
        long? survived = null;
        var stopped = Task.CompletedTask;
        events.Clr.GCStart += collection => isCollecting = collection is { Depth: FullCollection, Reason: GCReason.Induced };
        events.Clr.GCHeapStats += heap =>
        {
            if (!isCollecting)
                return;
            survived = heap.TotalPromotedSize0 + heap.TotalPromotedSize1 + heap.TotalPromotedSize2 + heap.TotalPromotedSize3 + heap.TotalPromotedSize4;
            isCollecting = false;
            // The stream ends when the session does.
            stopped = session.StopAsync(CancellationToken.None);
        };
        await Task.Run(events.Process);
        await stopped;
        return (survived ?? throw new InvalidOperationException($"Process {process} has not collected its garbage.")) / 1024.0 / 1024.0;
    }
}
