using Microsoft.Playwright;

namespace OtelShop.Bench.DashboardBench;

/// <summary>The same pages as a reader sees them: in Chromium, from what he does until the rows are painted, by the browser's own clock.</summary>
internal sealed class BrowserBench(IBrowser browser, Uri dashboard)
{
    public const string Chromium = "/usr/bin/chromium";

    private const int WarmUps = 3;
    private const int Rounds = 15;
    private const string Row = "table.traces tbody tr";
    private const string Span = ".wf-row";

    // Frames tell when something is there, and a message behind the next frame when it has been painted.
    private const string Clock = """
        window.painted = isThere => new Promise(resolve => {
          const look = () => {
            if (!isThere()) return requestAnimationFrame(look);
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve(performance.now());
              port2.postMessage(null);
            });
          };
          look();
        });
        window.await = (event, isThere) => {
          const old = document.querySelector("#traces, #trace");
          let started;
          addEventListener(event, e => started ??= e.timeStamp, { capture: true, once: true });
          window.took = painted(() => started !== undefined && !old?.isConnected && isThere()).then(at => at - started);
        };
        """;

    public static async Task RunAsync(Uri dashboard)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
        Console.WriteLine($"pages in Chromium {browser.Version}, 1280 x 860, warm cache, medians of {Rounds}");
        var bench = new BrowserBench(browser, dashboard);
        await bench.OpenAsync("nothing but a message", "/nowhere", "h1", 1);
        await bench.OpenAsync("/traces", "/traces", Row, 100);
        await bench.OpenAsync("a trace of 1,000 spans", PageBench.LongTracePath, Span, PageBench.LongTraceSpans);
        await bench.ChangeAsync("/traces, another status chosen", "change", (page, round) => page.SelectOptionAsync("select[name=hasError]", round % 2 == 0 ? "true" : "false"));
        await bench.ChangeAsync("/traces, another service chosen", "change", (page, round) => page.SelectOptionAsync("select[name=resource]", round % 2 == 0 ? "cart" : "quote"));
        await bench.ChangeAsync("/traces, another attribute, Enter", "keydown", async (page, round) =>
        {
            await page.FillAsync("input[name=filterField]", "thread.id");
            await page.FillAsync("input[name=filterValue]", $"{round + WarmUps}");
            await page.PressAsync("input[name=filterValue]", "Enter");
        });
        await bench.FollowAsync("/traces, clicked", "/structuredlogs", "nav a[href='/traces']", Row, 100);
        await bench.FollowAsync("a trace of 1,000 spans, clicked", "/traces?minDuration=1999ms&maxDuration=2001ms", $"{Row} a[href='{PageBench.LongTracePath}']", Span, PageBench.LongTraceSpans);
    }

    /// <summary>A page as its address is opened, with the scripts and style sheets that an earlier visit has left.</summary>
    private async Task OpenAsync(string what, string path, string rows, int count)
    {
        await using var context = await ContextAsync($"window.rows = painted(() => document.querySelectorAll('{rows}').length >= {count});");
        List<Paint> paints = [];
        for (var round = -WarmUps; round < Rounds; round++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(path);
            paints.Add(await page.EvaluateAsync<Paint>("""
                async () => {
                  const rows = await window.rows;
                  await painted(() => document.documentElement.dataset.ready !== undefined);
                  const [visit] = performance.getEntriesByType("navigation");
                  const first = await new Promise(resolve => new PerformanceObserver(paints =>
                    paints.getEntriesByName("first-contentful-paint").forEach(paint => resolve(paint.startTime))).observe({ type: "paint", buffered: true }));
                  return { answered: visit.responseEnd, first, rows, ready: performance.now(), elements: document.querySelectorAll("*").length };
                }
                """));
            await page.CloseAsync();
        }

        var counted = paints.Skip(WarmUps).ToList();
        Console.WriteLine($"""
              {what,-34}{Median(counted, p => p.First),9:F0} ms to the first paint, {Median(counted, p => p.Rows):F0} ms to the painted rows, {Median(counted, p => p.Ready):F0} ms until scripts listen (page read after {Median(counted, p => p.Answered):F0} ms, {counted[0].Elements} elements)
            """);
    }

    /// <summary>From the input of a reader on the page of traces until other rows are painted.</summary>
    private async Task ChangeAsync(string what, string inputEvent, Func<IPage, int, Task> input)
    {
        await using var context = await ContextAsync();
        var page = await context.NewPageAsync();
        List<double> times = [];
        for (var round = -WarmUps; round < Rounds; round++)
        {
            await page.GotoAsync("/traces");
            await page.WaitForSelectorAsync("html[data-ready]");
            await page.EvaluateAsync("event => window.await(event, () => document.querySelector('#traces') !== null)", inputEvent);
            await input(page, round);
            times.Add(await page.EvaluateAsync<double>("window.took"));
        }

        Report(what, times);
    }

    /// <summary>From a click on a link of one page until the rows of the next are painted.</summary>
    private async Task FollowAsync(string what, string from, string link, string rows, int count)
    {
        await using var context = await ContextAsync();
        var page = await context.NewPageAsync();
        List<double> times = [];
        for (var round = -WarmUps; round < Rounds; round++)
        {
            await page.GotoAsync(from);
            await page.WaitForSelectorAsync("html[data-ready]");
            await page.EvaluateAsync($"window.await('click', () => document.querySelectorAll('{rows}').length >= {count})");
            await page.ClickAsync(link);
            times.Add(await page.EvaluateAsync<double>("window.took"));
        }

        Report(what, times);
    }

    private async Task<IBrowserContext> ContextAsync(string script = "")
    {
        var context = await browser.NewContextAsync(new() { BaseURL = dashboard.ToString(), ViewportSize = new() { Width = 1280, Height = 860 } });
        await context.AddInitScriptAsync(Clock + script);
        return context;
    }

    private static void Report(string what, List<double> times) =>
        Console.WriteLine($"  {what,-34}{Median(times.Skip(WarmUps), t => t),9:F0} ms to the painted rows (slowest {times.Skip(WarmUps).Max():F0} ms)");

    private static double Median<T>(IEnumerable<T> all, Func<T, double> valueOf) => all.Select(valueOf).Order().ElementAt(Rounds / 2);
}
