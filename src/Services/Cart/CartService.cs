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
    private const int MaxUserIdLength = 256;
    private const int MaxProductIdLength = 64;

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
            var maximum = options.Value.MaximumQuantity;
            violations
                .Require(item.ProductId.Length is > 0 and <= MaxProductIdLength, "item.product_id", $"must have 1 to {MaxProductIdLength} characters")
                // Compat: the cart page changes a quantity by sending the difference, so it may be negative.
                .Require(item.Quantity != 0, "item.quantity", "must not be zero")
                .Require(item.Quantity >= -maximum && item.Quantity <= maximum, "item.quantity", $"must be between -{maximum} and {maximum}");
        }

        violations.ThrowIfAny();
    }

    private static FieldViolations RequireUser(string userId) => new FieldViolations()
        .Require(userId.Length is > 0 and <= MaxUserIdLength, "user_id", $"must have 1 to {MaxUserIdLength} characters");

    private void ThrowIfRefused(AddOutcome outcome)
    {
        if (outcome is AddOutcome.QuantityLimitExceeded)
            throw new InvalidRequestException("item.quantity", $"would exceed {options.Value.MaximumQuantity} items of this product in the cart");
        if (outcome is AddOutcome.LineLimitExceeded)
            throw new PreconditionFailedException("CART_FULL", $"A cart holds at most {options.Value.MaximumLines} different products.");
    }
}
