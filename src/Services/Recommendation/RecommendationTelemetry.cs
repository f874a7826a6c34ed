using System.Diagnostics;
using System.Diagnostics.Metrics;
using OtelShop.Recommendations.Catalog;

namespace OtelShop.Recommendations;

internal sealed class RecommendationTelemetry : IDisposable
{
    public const string SourceName = "recommendation";

    private const string CacheFlagAttribute = "demo.feature_flag.recommendation_cache";
    private const string CacheHitAttribute = "demo.recommendation.cache_hit";
    private const string ProductCount = "demo.product.count";
    private const string FilteredCount = "demo.product.filtered.count";
    private const string FilteredList = "demo.product.filtered.list";
    private const string RecommendedCount = "demo.product.recommended.count";

    private readonly ActivitySource _source = new(SourceName);
    private readonly Counter<long> _requests;

    public RecommendationTelemetry(IMeterFactory meters, GrowingCache cache)
    {
        var meter = meters.Create(SourceName);
        _requests = meter.CreateCounter<long>("demo.recommendation.requests", "{recommendation}", "Products recommended");
        meter.CreateObservableGauge("demo.recommendation.cache.size", () => cache.Bytes, "By", "Memory that recommendationCacheFailure has filled");
    }

    public Activity? GettingProducts() => _source.StartActivity("get_product_list");

    public static void Cached(Activity? span, bool isBroken) => span?.SetTag(CacheFlagAttribute, isBroken);

    public static void CacheHit(Activity? span, bool hit) => span?.SetTag(CacheHitAttribute, hit);

    // Compat: the list holds what is answered, not every candidate that was left after filtering.
    public static void Describe(Activity? span, int products, IReadOnlyCollection<string> recommended)
    {
        span?.SetTag(ProductCount, products)
            .SetTag(FilteredCount, recommended.Count)
            .SetTag(FilteredList, recommended.ToArray());
        (span?.Parent ?? Activity.Current)?.SetTag(RecommendedCount, recommended.Count);
    }

    // Compat: counts products, not requests, and calls every kind of recommendation "catalog".
    public void Recommended(int count) => _requests.Add(count, new KeyValuePair<string, object?>("recommendation.type", "catalog"));

    public void Dispose() => _source.Dispose();
}
