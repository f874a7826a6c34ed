using Grpc.Core;
using Oteldemo;
using OtelShop.Recommendations.Catalog;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Recommendations;

internal sealed class RecommendationService(
    CatalogForRequest catalogs, Recommender recommender, RecommendationTelemetry telemetry, ILogger<RecommendationService> logger)
    : Oteldemo.RecommendationService.RecommendationServiceBase
{
    private const int MostProducts = 1_000;

    public override async Task<ListRecommendationsResponse> ListRecommendations(ListRecommendationsRequest request, ServerCallContext context)
    {
        new FieldViolations()
            .Require(request.ProductIds.Count <= MostProducts, "product_ids", $"must name at most {MostProducts} products")
            .ThrowIfAny();
        // Compat: upstream's clients may send all ids as one text, joined by commas.
        var asked = request.ProductIds.SelectMany(ids => ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToHashSet();

        using var span = telemetry.GettingProducts();
        var (catalog, products) = await catalogs.GetAsync(span, context.CancellationToken);
        var response = new ListRecommendationsResponse();
        response.ProductIds.Add(recommender.Recommend(catalog, request.UserId, asked));

        RecommendationTelemetry.Describe(span, products, response.ProductIds);
        telemetry.Recommended(response.ProductIds.Count);
        logger.Recommended(asked.Count, response.ProductIds.Count);
        return response;
    }
}
