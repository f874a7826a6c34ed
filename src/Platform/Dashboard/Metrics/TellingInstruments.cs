using System.Collections.Immutable;
using OtelShop.Dashboard.Telemetry.Metrics;

namespace OtelShop.Dashboard.Metrics;

/// <summary>Which instruments of a service somebody wants to see first: how it answers, what it needs, then what is its own.</summary>
internal static class TellingInstruments
{
    private static readonly ImmutableArray<string> Known =
    [
        "http.server.request.duration", "rpc.server.call.duration", "rpc.server.duration", "http.server.active_requests",
        "process.cpu.utilization", "dotnet.process.cpu.time", "process.cpu.time", "dotnet.process.memory.working_set", "process.memory.usage",
        "nodejs.eventloop.utilization", "jvm.memory.used", "dotnet.exceptions", "dotnet.thread_pool.queue.length", "dotnet.gc.pause.time",
        "dotnet.gc.last_collection.heap.size", "dotnet.gc.heap.total_allocated", "kestrel.active_connections", "http.client.request.duration",
        "rpc.client.call.duration", "db.client.operation.duration", "messaging.process.duration",
    ];

    private static readonly ImmutableArray<string> Frameworks = ["Microsoft.", "System.", "OpenTelemetry.Instrumentation.", "Npgsql", "io.opentelemetry."];

    public static IReadOnlyList<InstrumentSummary> Of(IEnumerable<InstrumentSummary> instruments, int count) =>
    [
        .. instruments.DistinctBy(i => (i.Identity.Meter, i.Identity.Name)).OrderBy(i => Rank(i.Identity)).ThenBy(i => i.Identity.Name, StringComparer.Ordinal).Take(count),
    ];

    private static int Rank(InstrumentIdentity identity)
    {
        var known = Known.IndexOf(identity.Name);
        if (known >= 0)
            return known < 8 ? known : 20 + known;
        return Frameworks.Any(f => identity.Meter.StartsWith(f, StringComparison.Ordinal)) ? 100 : 10;
    }
}
