using Microsoft.AspNetCore.Http.Features;
using OtelShop.Frontends.Api;
using OtelShop.Frontends.Products;
using Oteldemo;

namespace OtelShop.Frontends.Carts;

internal static class CartRoutes
{
    public static void MapApi(IEndpointRouteBuilder api)
    {
        api.MapGet("/cart", GetAsync).WithMetadata(new FieldAlias("userId", "sessionId"));
        api.MapPost("/cart", AddAsync).WithMetadata(new FieldAlias("id", "item.productId"));
        api.MapDelete("/cart", EmptyAsync);
    }

    private static async Task<IResult> GetAsync(
        CartService.CartServiceClient carts, PricedCatalogClient catalog, string? sessionId, string? currencyCode, CancellationToken cancellationToken)
    {
        // Compat: without a session the cart is empty.
        if (string.IsNullOrEmpty(sessionId)) { return Reply(new Cart()); }
        var cart = await carts.GetCartAsync(new GetCartRequest { UserId = sessionId }, cancellationToken: cancellationToken);
        var products = await catalog.FindAsync(cart.Items.Select(item => item.ProductId), currencyCode, cancellationToken);
        return Reply(cart, products);
    }

    private static async Task<IResult> AddAsync(
        HttpRequest request, CartLines lines, CartService.CartServiceClient carts, OptionalPart optional, CancellationToken cancellationToken)
    {
        var sent = await request.ReadAsync(ApiJson.Shapes.AddToCartJson);
        var (userId, item) = (sent.UserId ?? "", sent.Item?.ToCartItem());
        await lines.AddAsync(userId, item, cancellationToken);

        // The item is added, so a failure may not invite the client to add it again.
        var added = new Cart { UserId = userId, Items = { item } };
        return Reply(await optional.LoadAsync("the other lines of the cart",
            limit => carts.GetCartAsync(new GetCartRequest { UserId = userId }, cancellationToken: limit).ResponseAsync, added, cancellationToken, Timeout.InfiniteTimeSpan));
    }

    private static async Task<IResult> EmptyAsync(HttpRequest request, CartService.CartServiceClient carts, CancellationToken cancellationToken)
    {
        // Compat: without a body there is no cart to empty.
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false }) { return TypedResults.NoContent(); }
        var sent = await request.ReadAsync(ApiJson.Shapes.EmptyCartJson);
        await carts.EmptyCartAsync(new EmptyCartRequest { UserId = sent.UserId ?? "" }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }

    private static IResult Reply(Cart cart, IReadOnlyDictionary<string, Product>? products = null) =>
        ApiResult.Of(new CartJson(cart.UserId, [.. cart.Items.Select(item => CartItemJson.Of(item, products))]), ApiJson.Shapes.CartJson);
}
