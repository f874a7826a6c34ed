using OtelShop.Frontends.Api;
using OtelShop.Frontends.Products;
using Oteldemo;

namespace OtelShop.Frontends.Carts;

internal static class CartRoutes
{
    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/cart", GetAsync).WithMetadata(new FieldAlias("userId", "sessionId"));
        api.MapPost("/cart", AddAsync);
        api.MapDelete("/cart", EmptyAsync);
    }

    private static async Task<IResult> GetAsync(
        CartService.CartServiceClient carts, PricedCatalogClient catalog, string? sessionId, string? currencyCode, CancellationToken cancellationToken)
    {
        var cart = await carts.GetCartAsync(new GetCartRequest { UserId = sessionId ?? "" }, cancellationToken: cancellationToken);
        var products = await catalog.FindAsync(cart.Items.Select(item => item.ProductId), currencyCode, cancellationToken);
        return Reply(cart, products);
    }

    private static async Task<IResult> AddAsync(HttpRequest request, CartService.CartServiceClient carts, CancellationToken cancellationToken)
    {
        var sent = await request.ReadAsync(ApiJson.Shapes.AddToCartJson);
        var userId = sent.UserId ?? "";
        await carts.AddItemAsync(new AddItemRequest { UserId = userId, Item = sent.Item?.ToCartItem() }, cancellationToken: cancellationToken);
        return Reply(await carts.GetCartAsync(new GetCartRequest { UserId = userId }, cancellationToken: cancellationToken));
    }

    private static async Task<IResult> EmptyAsync(HttpRequest request, CartService.CartServiceClient carts, CancellationToken cancellationToken)
    {
        var sent = await request.ReadAsync(ApiJson.Shapes.EmptyCartJson);
        await carts.EmptyCartAsync(new EmptyCartRequest { UserId = sent.UserId ?? "" }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }

    private static IResult Reply(Cart cart, IReadOnlyDictionary<string, Product>? products = null) =>
        ApiResult.Of(new CartJson(cart.UserId, [.. cart.Items.Select(item => CartItemJson.Of(item, products))]), ApiJson.Shapes.CartJson);
}
