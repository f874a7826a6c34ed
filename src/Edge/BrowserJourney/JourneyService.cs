using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using OpenFeature;

namespace OtelShop.BrowserJourneys;

/// <summary>Runs a round of journeys every minute while the flag <c>loadGeneratorTraffic</c> lets simulated shoppers visit.</summary>
internal sealed class JourneyService(
    JourneyRunner runner, IFeatureClient flags, IOptions<JourneyOptions> options, TimeProvider time, ILogger<JourneyService> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, time);
        do
        {
            if (await flags.GetIntegerValueAsync("loadGeneratorTraffic", 1, cancellationToken: stoppingToken) > 0)
                await RunAsync(stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            await runner.RunAsync(Journey.All, stoppingToken);
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException && !stoppingToken.IsCancellationRequested)
        {
            logger.NoBrowser(options.Value.Browser, error.Message.Split('\n')[0]);
        }
    }
}
