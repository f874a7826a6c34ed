using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Checkouts;
using OtelShop.Frontends.Prices;
using OtelShop.Frontends.Products;
using OtelShop.Frontends.Suggestions;

namespace OtelShop.Frontends.Api;

internal static class ApiRoutes
{
    public const string Prefix = "/api";

    /// <summary>The JSON routes of the OpenTelemetry demo's frontend.</summary>
    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Prefix).AddEndpointFilter<ApiProblemFilter>().AnswerHead();
        ProductRoutes.MapApi(api);
        CartRoutes.MapApi(api);
        CheckoutRoutes.MapApi(api);
        CurrencyRoutes.MapApi(api);
        ShippingRoutes.MapApi(api);
        SuggestionRoutes.MapApi(api);
    }
}
