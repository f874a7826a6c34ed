using OtelShop.Frontends.Products;
using Oteldemo;

namespace OtelShop.Frontends.Suggestions;

internal sealed class Recommendations(RecommendationService.RecommendationServiceClient client, PricedCatalogClient catalog)
{
    // The service returns up to five; the page shows four.
    private const int Shown = 4;

    public async Task<IReadOnlyList<Product>> ForAsync(string userId, IEnumerable<string> seen, string? currency, CancellationToken cancellationToken)
    {
        var request = new ListRecommendationsRequest { UserId = userId, ProductIds = { seen } };
        var reply = await client.ListRecommendationsAsync(request, cancellationToken: cancellationToken);
        return await catalog.SelectAsync([.. reply.ProductIds.Take(Shown)], currency, cancellationToken);
    }
}
