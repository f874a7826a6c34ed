using OtelShop.Frontends.Api;
using OtelShop.Frontends.Products;
using OtelShop.ServiceDefaults.Rpc;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

internal static class CheckoutRoutes
{
    public static void MapApi(IEndpointRouteBuilder api) => api.MapPost("/checkout", PlaceOrderAsync);

    private static async Task<IResult> PlaceOrderAsync(
        HttpRequest request, CheckoutService.CheckoutServiceClient checkout, PricedCatalogClient catalog, string? currencyCode, CancellationToken cancellationToken)
    {
        var sent = await request.ReadAsync(ApiJson.Shapes.PlaceOrderJson);
        using var call = checkout.PlaceOrderAsync(sent.ToRequest(), cancellationToken: cancellationToken);
        var order = (await call).Order;
        // Compat: the order uses the buyer's currency, its products the currency of the query.
        var products = await catalog.FindAsync(order.Items.Where(line => line.Item is not null).Select(line => line.Item.ProductId), currencyCode, cancellationToken);
        return ApiResult.Of(OrderJson.Of(order, products, CartNotEmptiedTrailer.IsIn(call.GetTrailers())), ApiJson.Shapes.OrderJson);
    }
}
