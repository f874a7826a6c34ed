using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Oteldemo;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Carts;

internal sealed class CartService(
    ICartStore store, CartFaults faults, CartTelemetry telemetry, IOptions<CartOptions> options, ILogger<CartService> logger)
    : Oteldemo.CartService.CartServiceBase
{
    private const int LongestUserId = 256;
    private const int LongestProductId = 64;

    public override async Task<Empty> AddItem(AddItemRequest request, ServerCallContext context)
    {
        Validate(request);
        var (userId, item) = (request.UserId, request.Item);
        CartTelemetry.DescribeAdd(userId, item);
        logger.AddingItem(userId, item.ProductId, item.Quantity);

        var started = Stopwatch.GetTimestamp();
        try
        {
            var outcome = await store.AddAsync(userId, new CartLine(item.ProductId, item.Quantity), context.CancellationToken);
            ThrowIfRefused(outcome);
            return new Empty();
        }
        finally
        {
            telemetry.AddItemTook(Stopwatch.GetElapsedTime(started));
        }
    }

    public override async Task<Cart> GetCart(GetCartRequest request, ServerCallContext context)
    {
        RequireUser(request.UserId).ThrowIfAny();
        logger.ReadingCart(request.UserId);

        var started = Stopwatch.GetTimestamp();
        try
        {
            var lines = await store.ReadAsync(request.UserId, context.CancellationToken);
            var cart = new Cart { UserId = request.UserId };
            foreach (var line in lines)
                cart.Items.Add(new CartItem { ProductId = line.ProductId, Quantity = line.Quantity });
            CartTelemetry.DescribeCart(cart);
            return cart;
        }
        finally
        {
            telemetry.GetCartTook(Stopwatch.GetElapsedTime(started));
        }
    }

    public override async Task<Empty> EmptyCart(EmptyCartRequest request, ServerCallContext context)
    {
        RequireUser(request.UserId).ThrowIfAny();
        CartTelemetry.DescribeEmptying(request.UserId);
        logger.EmptyingCart(request.UserId);

        await faults.AffectEmptyingAsync(request.UserId, context.CancellationToken);
        await store.EmptyAsync(request.UserId, context.CancellationToken);
        return new Empty();
    }

    private void Validate(AddItemRequest request)
    {
        var violations = RequireUser(request.UserId);
        if (request.Item is not { } item)
        {
            violations.Add("item", "is missing");
        }
        else
        {
            var most = options.Value.MaximumQuantity;
            violations
                .Require(item.ProductId.Length is > 0 and <= LongestProductId, "item.product_id", $"must have 1 to {LongestProductId} characters")
                // Compat: the cart page changes a quantity by sending the difference, so a negative one is fine.
                .Require(item.Quantity != 0, "item.quantity", "must not be zero")
                .Require(item.Quantity >= -most && item.Quantity <= most, "item.quantity", $"must be at most {most}, added or taken out");
        }

        violations.ThrowIfAny();
    }

    private static FieldViolations RequireUser(string userId) => new FieldViolations()
        .Require(userId.Length is > 0 and <= LongestUserId, "user_id", $"must have 1 to {LongestUserId} characters");

    private void ThrowIfRefused(AddOutcome outcome)
    {
        if (outcome is AddOutcome.TooManyPieces)
            throw new InvalidRequestException("item.quantity", $"brings the cart over {options.Value.MaximumQuantity} pieces of this product");
        if (outcome is AddOutcome.TooManyLines)
            throw new PreconditionFailedException("CART_FULL", $"A cart holds at most {options.Value.MaximumLines} different products.");
    }
}
