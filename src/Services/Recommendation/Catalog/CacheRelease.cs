using OpenFeature;
using OtelShop.FaultInjection;

namespace OtelShop.Recommendations.Catalog;

/// <summary>Frees the memory of <see cref="GrowingCache"/> when <c>recommendationCacheFailure</c> goes off, also without requests.</summary>
internal sealed class CacheRelease(IFeatureClient flags, GrowingCache cache, ILogger<CacheRelease> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var isOn in flags.PollBooleanAsync(CatalogForRequest.Flag, stoppingToken))
        {
            if (isOn || await cache.FreeAsync(stoppingToken) is not (> 0 and var freed))
                continue;

            // Without allocations the collector would not run soon.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            logger.CacheFreed(freed);
        }
    }
}
