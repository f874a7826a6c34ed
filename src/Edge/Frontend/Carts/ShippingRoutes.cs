using OtelShop.Frontends.Api;
using OtelShop.Frontends.Prices;

namespace OtelShop.Frontends.Carts;

internal static class ShippingRoutes
{
    public static void MapApi(IEndpointRouteBuilder api) =>
        api.MapGet("/shipping", QuoteAsync);

    private static async Task<IResult> QuoteAsync(HttpRequest request, ShippingEstimate estimate, string? currencyCode, CancellationToken cancellationToken)
    {
        var items = request.ReadQuery("itemList", ApiJson.Shapes.CartItemJsonArray) ?? [];
        var address = request.ReadQuery("address", ApiJson.Shapes.AddressJson);
        var currency = string.IsNullOrEmpty(currencyCode) ? "USD" : currencyCode;
        var cost = await estimate.OfAsync(items.OfType<CartItemJson>().Select(item => item.ToCartItem()), address?.ToAddress(), currency, cancellationToken);
        return ApiResult.Of(MoneyJson.Of(cost)!, ApiJson.Shapes.MoneyJson);
    }
}
