using OtelShop.Frontends.Api;
using OtelShop.Frontends.Products;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

internal static class CheckoutRoutes
{
    public static void MapApi(IEndpointRouteBuilder api) => api.MapPost("/checkout", PlaceOrderAsync);

    private static async Task<IResult> PlaceOrderAsync(
        HttpRequest request, OrderClient orders, PricedCatalogClient catalog, OptionalPart optional, string? currencyCode, CancellationToken cancellationToken)
    {
        var key = IdempotencyKey.Of(request);
        var sent = await request.ReadAsync(ApiJson.Shapes.PlaceOrderJson);
        // Checkout itself refuses an unknown currency of the order.
        if (currencyCode != sent.UserCurrency) { await orders.RequireCurrencyAsync(currencyCode, cancellationToken); }
        var placed = await orders.PlaceAsync(sent.ToRequest(key), cancellationToken);

        // From here on the order stands, so nothing may turn the answer into an error.
        var ids = placed.Order.Items.Select(line => line.Item?.ProductId).OfType<string>();
        // Compat: the order uses the buyer's currency, its products the currency of the query.
        var products = await optional.LoadAsync(
            "products", limit => catalog.FindAsync(ids, currencyCode, limit), new Dictionary<string, Product>(), cancellationToken, Timeout.InfiniteTimeSpan);
        return ApiResult.Of(OrderJson.Of(placed, products), ApiJson.Shapes.OrderJson);
    }
}
