using System.Diagnostics;

namespace OtelShop.Bench.DashboardBench;

/// <summary>Spans per second over OTLP gRPC, and the memory that this takes, until ten times the limit has come in.</summary>
internal static class IngestBench
{
    private const int Senders = 4;
    private const int SpansPerRequest = 500;
    private const int Fills = 10;

    public static async Task RunAsync(long limit)
    {
        await using var dashboard = await DashboardProcess.StartAsync(limit);
        using var client = new OtlpClient(dashboard.Otlp);
        var senders = Enumerable.Range(1, Senders).Select(n => new SpanRequests($"service{n}", SpansPerRequest) { Number = (ulong)n }).ToList();
        await client.SendAsync(new SpanRequests("first", 1) { Number = 99 }.Next());
        var before = dashboard.Resident;

        // The first fill warms up and does not count; nothing is evicted in it either.
        var requests = limit / senders[0].Length / Senders;
        await SendAsync(client, senders, requests);
        var (watch, processor) = (Stopwatch.StartNew(), dashboard.Processor);
        for (var fill = 1; fill < Fills; fill++)
            await SendAsync(client, senders, requests);
        var peak = dashboard.PeakResident;
        var spans = (double)(Fills - 1) * requests * Senders * SpansPerRequest;
        Console.WriteLine($"""
            ingest, OTLP gRPC on loopback, dashboard on one core, {Senders} senders of {SpansPerRequest} spans ({senders[0].Length / SpansPerRequest} bytes each), store at its limit
              spans/s                          {spans / watch.Elapsed.TotalSeconds,12:N0}
              spans per second of processor    {spans / (dashboard.Processor - processor).TotalSeconds,12:N0}
              limit                            {limit / 1048576.0,12:N1} MiB
              resident before, peak            {before / 1048576.0,12:N1} MiB, {peak / 1048576.0:N1} MiB
              growth against the limit         {(double)(peak - before) / limit,12:F2}
            """);
    }

    private static Task SendAsync(OtlpClient client, List<SpanRequests> senders, long requests) => Task.WhenAll(senders.Select(async sender =>
    {
        for (var n = 0L; n < requests; n++)
            await client.SendAsync(sender.Next());
    }));
}
