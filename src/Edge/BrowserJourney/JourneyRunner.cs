using Microsoft.Extensions.Options;
using Microsoft.Playwright;

namespace OtelShop.BrowserJourneys;

/// <summary>Runs journeys in a browser, each as a new visitor. Browser and driver end with the round, so that they take no memory between rounds.</summary>
internal sealed class JourneyRunner(IOptions<JourneyOptions> options, JourneyTelemetry telemetry, TimeProvider time, ILogger<JourneyRunner> logger)
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        "--renderer-process-limit=1",
    ];

    /// <returns>Number of journeys that failed.</returns>
    /// <exception cref="PlaywrightException">The browser cannot be started.</exception>
    public async Task<int> RunAsync(IEnumerable<Journey> journeys, CancellationToken cancellationToken)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = options.Value.Browser, Args = Arguments });
        // A browser without its process fails each step at once.
        await using var end = cancellationToken.Register(() => _ = browser.CloseAsync());
        var failed = 0;
        foreach (var journey in journeys)
        {
            if (!cancellationToken.IsCancellationRequested && !await SucceedsAsync(journey, browser))
                failed++;
        }

        return failed;
    }

    private async Task<bool> SucceedsAsync(Journey journey, IBrowser browser)
    {
        using var span = telemetry.Start(journey.Name);
        await using var visitor = await browser.NewContextAsync(new()
        {
            BaseURL = options.Value.ShopUrl.ToString(),
            IgnoreHTTPSErrors = options.Value.ShopUrl.IsLoopback,
            ExtraHTTPHeaders = [new("baggage", "synthetic_request=true")],
        });
        visitor.SetDefaultTimeout((float)options.Value.StepTimeout.TotalMilliseconds);
        var page = await visitor.NewPageAsync();
        var start = time.GetTimestamp();
        var failure = await FailureOfAsync(journey, page);
        var duration = time.GetElapsedTime(start);
        telemetry.Ended(span, journey.Name, duration, failure);
        if (failure is null)
            logger.Succeeded(journey.Name, duration.TotalSeconds);
        else
            logger.Failed(journey.Name, duration.TotalSeconds, page.Url, failure);
        return failure is null;
    }

    private static async Task<string?> FailureOfAsync(Journey journey, IPage page)
    {
        try
        {
            await journey.Steps(page);
            return null;
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            // Playwright appends its call log.
            return error.Message.Split('\n')[0];
        }
    }
}
