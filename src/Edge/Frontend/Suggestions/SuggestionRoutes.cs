using Microsoft.Extensions.Primitives;
using OtelShop.Frontends.Api;
using OtelShop.Frontends.Products;
using Oteldemo;

namespace OtelShop.Frontends.Suggestions;

internal static class SuggestionRoutes
{
    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/recommendations", RecommendAsync).WithMetadata(new FieldAlias("userId", "sessionId"));
        api.MapGet("/data", AdvertiseAsync);
    }

    private static async Task<IResult> RecommendAsync(HttpRequest request, Recommendations recommendations, string? currencyCode, CancellationToken cancellationToken)
    {
        var seen = Words(request.Query["productIds"]).Where(id => id.Length > 0);
        var products = await recommendations.ForAsync(request.Query["sessionId"].ToString(), seen, currencyCode, cancellationToken);
        return ApiResult.Of([.. products.Select(ProductJson.Of)], ApiJson.Shapes.ProductJsonArray);
    }

    private static async Task<IResult> AdvertiseAsync(HttpRequest request, AdService.AdServiceClient ads, CancellationToken cancellationToken)
    {
        // Compat: "contextKeys=" is one empty key; without the parameter there is none.
        var reply = await ads.GetAdsAsync(new AdRequest { ContextKeys = { Words(request.Query["contextKeys"]) } }, cancellationToken: cancellationToken);
        return ApiResult.Of([.. reply.Ads.Select(ad => new AdJson(ad.RedirectUrl, ad.Text))], ApiJson.Shapes.AdJsonArray);
    }

    /// <summary>Reads a list from comma-separated values, a repeated parameter, or both.</summary>
    private static IEnumerable<string> Words(StringValues values) => values.SelectMany(value => (value ?? "").Split(','));
}
