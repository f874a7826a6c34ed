using Microsoft.Extensions.Options;
using OtelShop.Dashboard;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Filters;
using OtelShop.Dashboard.Telemetry.Storage;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Bench.DashboardBench;

/// <summary>The store without network and pages: how fast it takes spans in at its limit, and how fast it finds among 10,000 traces of 20 spans.</summary>
internal static class StoreBench
{
    private const int Traces = 10_000;
    private const int Rounds = 15;

    public static void Run(long limit)
    {
        var full = StoreOf(limit);
        var sender = new SpanRequests("cart", 500) { Number = 1 };
        var requests = limit / sender.Length;
        void Fill()
        {
            for (var n = 0L; n < requests; n++)
                full.Add(sender.Next());
        }

        Fill();
        var rate = Medians.Of(5, Fill);
        Console.WriteLine($"""
            store alone
              spans/s taken in at the limit    {requests * sender.Spans / rate.TotalSeconds,12:N0}
            """);

        var store = StoreOf(1L << 30);
        foreach (var number in Enumerable.Range(1, 10))
        {
            var service = new SpanRequests($"service{number}", 1_000) { Number = (ulong)number };
            for (var n = 0; n < Traces * SpanRequests.SpansPerTrace / 10 / service.Spans; n++)
                store.Add(service.Next());
        }

        Report("find all", store, new());
        Report("find by attribute, a seventh has it", store, new() { Filters = [FieldFilter.Parse("demo.user.currency:eq:eur")] });
        Report("find by attribute, none has it", store, new() { Filters = [FieldFilter.Parse("demo.user.currency:eq:DKK")] });
        Report("find by text of names, none has it", store, new() { Text = "checkout" });
        var scan = Medians.Of(Rounds, () => store.Scan(0, long.MaxValue, (_, attributes) => attributes.TryGet("server.address"u8, out var _)));
        Console.WriteLine($"  scan with one attribute          {scan.TotalMilliseconds,12:F1} ms");
    }

    private static void Report(string what, TraceStore store, TraceQuery query)
    {
        var found = store.Find(query);
        var time = Medians.Of(Rounds, () => store.Find(query));
        Console.WriteLine($"  {what,-36}{time.TotalMilliseconds,9:F1} ms   {found.Matched} of {found.Total} traces");
    }

    private static TraceStore StoreOf(long limit)
    {
        var options = Options.Create(new DashboardOptions { TelemetryLimits = new() { MaxBytes = limit } });
        var changes = new ChangeFeed();
        return new(new ResourceDirectory(changes), changes, TimeProvider.System, new MemoryBudget(options), options);
    }
}
