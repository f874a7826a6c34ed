namespace OtelShop.Bench.DashboardBench;

/// <summary>Pages of a dashboard on one core that keeps 10,000 traces of 20 spans and one of 1,000: as its server answers, and as a browser paints.</summary>
internal static class PageBench
{
    public const int LongTraceSpans = 1_000;
    private const int Traces = 10_000;
    private const int Rounds = 15;
    private const ulong LongTrace = Traces + 1;

    public static string LongTracePath => $"/traces/detail/{ShopTraces.IdOf(LongTrace)}";

    public static async Task RunAsync()
    {
        await using var dashboard = await DashboardProcess.StartAsync(256L << 20);
        using (var otlp = new OtlpClient(dashboard.Otlp))
        {
            var traces = new ShopTraces(TimeProvider.System.GetUtcNow());
            foreach (var request in traces.Requests(Traces))
                await otlp.SendAsync(request);
            await otlp.SendAsync(traces.OneTrace(LongTrace, LongTraceSpans));
        }

        using var pages = new HttpClient { BaseAddress = dashboard.Pages };
        var unseen = 0;
        Console.WriteLine("pages over HTTP, whole answer read, dashboard on one core, 10,000 traces of 20 spans");
        await ReportAsync(pages, "/traces", () => "/traces");
        await ReportAsync(pages, "/traces, each time another filter", () => $"/traces?filter=thread.id:eq:{unseen++}");
        await ReportAsync(pages, "/traces, a filter nothing meets", () => $"/traces?filter=demo.user.currency:eq:x{unseen++}");
        await ReportAsync(pages, "a trace of 1,000 spans", () => LongTracePath);
        if (File.Exists(BrowserBench.Chromium))
            await BrowserBench.RunAsync(dashboard.Pages);
        else
            Console.WriteLine($"pages in a browser: left out, there is no {BrowserBench.Chromium}");
    }

    private static async Task ReportAsync(HttpClient pages, string what, Func<string> path)
    {
        var length = 0;
        var time = await Medians.OfAsync(Rounds, async () => length = (await pages.GetByteArrayAsync(path())).Length);
        Console.WriteLine($"  {what,-36}{time.TotalMilliseconds,9:F1} ms   {length / 1024} KiB");
    }
}
