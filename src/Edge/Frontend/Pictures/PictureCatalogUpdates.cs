using OpenFeature;
using OpenTelemetry;
using OtelShop.FaultInjection;

namespace OtelShop.Frontends.Pictures;

/// <summary>Keeps the picture catalog at the manifest of the image provider and at the flag <c>imageSlowLoad</c>.</summary>
internal sealed class PictureCatalogUpdates(
    IHttpClientFactory clients, PictureCatalog catalog, IFeatureClient flags, TimeProvider time, ILogger<PictureCatalogUpdates> logger) : BackgroundService
{
    public const string ClientName = "image-provider";
    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan RetryPeriod = TimeSpan.FromSeconds(5);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(FollowManifestAsync(stoppingToken), FollowFlagAsync(stoppingToken));

    private async Task FollowManifestAsync(CancellationToken stoppingToken)
    {
        var wasRead = true;
        while (true)
        {
            var problem = await ReadManifestAsync(stoppingToken);
            if (problem is not null && wasRead) { logger.ManifestUnreadable(problem); }
            wasRead = problem is null;
            await Task.Delay(wasRead ? Period : RetryPeriod, time, stoppingToken);
        }
    }

    /// <returns>The problem; null if there is none.</returns>
    private async Task<string?> ReadManifestAsync(CancellationToken stoppingToken)
    {
        // Polling belongs to no request: it makes no trace.
        using var untraced = SuppressInstrumentationScope.Begin();
        try
        {
            using var client = clients.CreateClient(ClientName);
            catalog.Replace((await client.GetFromJsonAsync<Dictionary<string, ManifestPicture>>("/manifest.json", stoppingToken))!);
            return null;
        }
        catch (Exception error) when (error is HttpRequestException or System.Text.Json.JsonException or OperationCanceledException && !stoppingToken.IsCancellationRequested)
        {
            return error.Message;
        }
    }

    private async Task FollowFlagAsync(CancellationToken stoppingToken)
    {
        await foreach (var milliseconds in flags.PollDoubleAsync("imageSlowLoad", stoppingToken)) { catalog.IsSlow = milliseconds > 0; }
    }
}
