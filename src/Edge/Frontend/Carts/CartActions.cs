using System.Globalization;
using Grpc.Core;
using OtelShop.Frontends.Api;
using OtelShop.Frontends.Layout;
using OtelShop.Frontends.Products;
using OtelShop.Frontends.Visitors;
using Oteldemo;

namespace OtelShop.Frontends.Carts;

/// <summary>Handles the cart forms. Each redirects to the cart or shows its page again with the error.</summary>
internal static class CartActions
{
    public const int MaxQuantity = 10;

    public static void MapPages(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/cart/items", AddAsync);
        pages.MapPost("/cart/items/{productId}", ChangeAsync);
        pages.MapPost("/cart/empty", EmptyAsync);
        // A rejected form is shown at this address; a reload redirects to the cart.
        pages.MapGet("/cart/items/{productId?}", () => TypedResults.LocalRedirect("/cart"));
        pages.MapGet("/cart/empty", () => TypedResults.LocalRedirect("/cart"));
    }

    private static async Task<IResult> AddAsync(IFormCollection form, Visitor visitor, CartLines lines, CancellationToken cancellationToken)
    {
        var productId = form["productId"].ToString();
        if (!TryReadQuantity(form, least: 1, MaxQuantity, out var quantity))
        {
            return Page.Of<ProductPage>(StatusCodes.Status422UnprocessableEntity,
                (nameof(ProductPage.Id), productId), (nameof(ProductPage.QuantityError), $"Choose a quantity from 1 to {MaxQuantity}."));
        }

        return await ThenCartAsync(lines.AddAsync(visitor.UserId, new CartItem { ProductId = productId, Quantity = quantity }, cancellationToken));
    }

    private static async Task<IResult> ChangeAsync(
        string productId, IFormCollection form, Visitor visitor, CartLines lines, CartService.CartServiceClient carts, CancellationToken cancellationToken)
    {
        var cart = await carts.GetCartAsync(new GetCartRequest { UserId = visitor.UserId }, cancellationToken: cancellationToken);
        var present = cart.Items.FirstOrDefault(item => item.ProductId == productId)?.Quantity ?? 0;
        if (!TryReadQuantity(form, least: 0, Math.Max(MaxQuantity, present), out var quantity))
        {
            return Page.Of<CartPage>(StatusCodes.Status422UnprocessableEntity,
                (nameof(CartPage.RefusedProductId), productId), (nameof(CartPage.QuantityError), $"Choose a quantity from 1 to {MaxQuantity}, or remove the product."));
        }

        return await ThenCartAsync(lines.SetAsync(visitor.UserId, new CartItem { ProductId = productId, Quantity = quantity }, present, cancellationToken));
    }

    private static async Task<IResult> EmptyAsync(IFormCollection form, Visitor visitor, CartService.CartServiceClient carts, CancellationToken cancellationToken) =>
        await ThenCartAsync(carts.EmptyCartAsync(new EmptyCartRequest { UserId = visitor.UserId }, cancellationToken: cancellationToken).ResponseAsync);

    private static async Task<IResult> ThenCartAsync(Task call)
    {
        try
        {
            await call;
            return new SeeOther("/cart");
        }
        catch (RpcException error) when (!BackendError.Of(error).IsFault)
        {
            var refusal = BackendError.Of(error);
            return Page.Of<CartPage>(refusal.StatusCode == StatusCodes.Status400BadRequest ? StatusCodes.Status422UnprocessableEntity : refusal.StatusCode,
                (nameof(CartPage.Message), $"Your cart was not changed. {refusal.Message}"));
        }
    }

    private static bool TryReadQuantity(IFormCollection form, int least, int most, out int quantity) =>
        int.TryParse(form["quantity"], NumberStyles.None, CultureInfo.InvariantCulture, out quantity) && quantity >= least && quantity <= most;
}
