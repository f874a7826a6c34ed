using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Oteldemo;
using OtelShop.Contracts;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Carts;

internal sealed class CartService(
    ICartStore store, CartFaults faults, CartTelemetry telemetry, IOptions<CartOptions> options, ILogger<CartService> logger)
    : Oteldemo.CartService.CartServiceBase
{
    private const int MaxProductIdLength = 64;
    private const int MaxOrderIdLength = 64;

    public override Task<Empty> AddItem(AddItemRequest request, ServerCallContext context)
    {
        var maximum = options.Value.MaximumQuantity;
        Validate(request)
            .Require(request.Item?.Quantity != 0, "item.quantity", "must not be zero")
            // Compat: upstream's cart takes negative quantities, so its clients may subtract.
            .Require(request.Item is null || Math.Abs((long)request.Item.Quantity) <= maximum, "item.quantity", $"must be between -{maximum} and {maximum}")
            .ThrowIfAny();
        logger.AddingItem(request.UserId, request.Item!.ProductId, request.Item.Quantity);
        return ChangeAsync(request, store.AddAsync, context.CancellationToken);
    }

    public override Task<Empty> SetItem(AddItemRequest request, ServerCallContext context)
    {
        var maximum = options.Value.MaximumQuantity;
        Validate(request)
            .Require(request.Item is null || (request.Item.Quantity >= 0 && request.Item.Quantity <= maximum), "item.quantity", $"must be between 0 and {maximum}")
            .ThrowIfAny();
        logger.SettingItem(request.UserId, request.Item!.ProductId, request.Item.Quantity);
        return ChangeAsync(request, store.SetAsync, context.CancellationToken);
    }

    public override async Task<Cart> GetCart(GetCartRequest request, ServerCallContext context)
    {
        RequireUser(request.UserId).ThrowIfAny();
        logger.ReadingCart(request.UserId);

        var started = Stopwatch.GetTimestamp();
        try
        {
            var stored = await store.ReadAsync(request.UserId, context.CancellationToken);
            var cart = new Cart { UserId = request.UserId, Version = stored.Version };
            foreach (var line in stored.Lines)
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

    public override async Task<Empty> RemoveOrdered(RemoveOrderedRequest request, ServerCallContext context)
    {
        var violations = RequireUser(request.UserId).Require(request.OrderId.Length is > 0 and <= MaxOrderIdLength, "order_id", $"must have 1 to {MaxOrderIdLength} characters");
        for (var index = 0; index < request.Items.Count; index++)
            violations.Require(request.Items[index] is { Quantity: > 0 } item && IsProductId(item.ProductId), $"items[{index}]", "must have a product and a positive quantity");
        violations.ThrowIfAny();
        CartTelemetry.DescribeEmptying(request.UserId);
        logger.RemovingOrdered(request.OrderId, request.UserId);

        await faults.AffectEmptyingAsync(request.UserId, context.CancellationToken);
        var lines = request.Items.Select(item => new CartLine(item.ProductId, item.Quantity)).ToList();
        if (await store.RemoveOrderedAsync(request.UserId, request.OrderId, lines, context.CancellationToken))
            telemetry.CheckedOut();
        return new Empty();
    }

    private async Task<Empty> ChangeAsync(
        AddItemRequest request, Func<string, CartLine, CancellationToken, Task<AddOutcome>> change, CancellationToken cancellationToken)
    {
        var (userId, item) = (request.UserId, request.Item);
        CartTelemetry.DescribeAdd(userId, item);

        var started = Stopwatch.GetTimestamp();
        try
        {
            var outcome = await change(userId, new CartLine(item.ProductId, item.Quantity), cancellationToken);
            ThrowIfRefused(outcome);
            if (outcome is AddOutcome.Created)
                telemetry.Created();
            return new Empty();
        }
        finally
        {
            telemetry.AddItemTook(Stopwatch.GetElapsedTime(started));
        }
    }

    private static FieldViolations Validate(AddItemRequest request) => RequireUser(request.UserId)
        .Require(request.Item is not null, "item", "is missing")
        .Require(request.Item is null || IsProductId(request.Item.ProductId), "item.product_id", $"must have 1 to {MaxProductIdLength} printable characters");

    // Control characters are reserved for what the store keeps beside the products.
    private static bool IsProductId(string id) => id.Length is > 0 and <= MaxProductIdLength && !id.Any(char.IsControl);

    private static FieldViolations RequireUser(string userId) => new FieldViolations()
        // A cart that no order can have would be of no use.
        .Require(OrderRules.IsText(userId), "user_id", $"must have 1 to {OrderRules.MaximumTextLength} characters and no control characters");

    private void ThrowIfRefused(AddOutcome outcome)
    {
        if (outcome is AddOutcome.QuantityLimitExceeded)
            throw new InvalidRequestException("item.quantity", $"would exceed {options.Value.MaximumQuantity} items of this product in the cart");
        if (outcome is AddOutcome.NotInCart)
            throw new InvalidRequestException("item.quantity", "must be positive, as the product is not in the cart");
        if (outcome is AddOutcome.LineLimitExceeded)
            throw new PreconditionFailedException("CART_FULL", $"A cart holds at most {options.Value.MaximumLines} different products.");
    }
}
