using System.ComponentModel.DataAnnotations;

namespace OtelShop.Recommendations;

internal sealed class RecommendationOptions
{
    public const string Section = "Recommendation";

    /// <summary>Most products in an answer.</summary>
    [Range(1, 100)]
    public int Maximum { get; set; } = 5;

    /// <summary>How long a catalog is used before the next one is fetched in the background.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan CatalogAge { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long fetching the catalog may take.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan CatalogTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Memory that <c>recommendationCacheFailure</c> may fill.</summary>
    [Range(1, 4096)]
    public int CacheCeilingMebibytes { get; set; } = 128;

    /// <summary>Weight of products bought together, where similar categories and similar words count 1 each.</summary>
    [Range(0, 100)]
    public double PurchaseWeight { get; set; } = 2;
}
