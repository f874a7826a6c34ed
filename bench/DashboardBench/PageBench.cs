namespace OtelShop.Bench.DashboardBench;

/// <summary>Pages over HTTP, from a dashboard on one core that keeps 10,000 traces of 20 spans and one of 1,000.</summary>
internal static class PageBench
{
    private const int Traces = 10_000;
    private const int Services = 10;
    private const int Rounds = 15;
    private const int LongTraceSpans = 1_000;

    public static async Task RunAsync()
    {
        await using var dashboard = await DashboardProcess.StartAsync(256L << 20);
        using var otlp = new OtlpClient(dashboard.Otlp);
        for (var number = 1; number <= Services; number++)
        {
            var service = new SpanRequests($"service{number}", 1_000) { Number = (ulong)number };
            for (var n = 0; n < Traces * SpanRequests.SpansPerTrace / Services / service.Spans; n++)
                await otlp.SendAsync(service.Next());
        }

        var longTrace = new SpanRequests("checkout", LongTraceSpans) { Number = 77, OneTrace = true };
        await otlp.SendAsync(longTrace.Next());
        using var pages = new HttpClient { BaseAddress = dashboard.Pages };
        var unseen = 0;
        Console.WriteLine("pages over HTTP, whole answer read, dashboard on one core, 10,000 traces of 20 spans");
        await ReportAsync(pages, "/traces", () => "/traces");
        await ReportAsync(pages, "/traces, each time another filter", () => $"/traces?filter=thread.id:eq:{unseen++}");
        await ReportAsync(pages, "/traces, a filter nothing meets", () => $"/traces?filter=demo.user.currency:eq:x{unseen++}");
        await ReportAsync(pages, "a trace of 1,000 spans", () => $"/traces/detail/{77UL << 48 | 1:x32}");
    }

    private static async Task ReportAsync(HttpClient pages, string what, Func<string> path)
    {
        var length = 0;
        var time = await Medians.OfAsync(Rounds, async () => length = (await pages.GetByteArrayAsync(path())).Length);
        Console.WriteLine($"  {what,-36}{time.TotalMilliseconds,9:F1} ms   {length / 1024} KiB");
    }
}
