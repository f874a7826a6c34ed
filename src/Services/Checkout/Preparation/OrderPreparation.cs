using Oteldemo;
using OtelShop.Checkouts.Calls;
using OtelShop.Contracts;
using OtelShop.ServiceDefaults;

namespace OtelShop.Checkouts.Preparation;

/// <summary>Reads the cart and prices its lines, without side effects.</summary>
internal sealed class OrderPreparation(
    CartService.CartServiceClient carts,
    ProductCatalogService.ProductCatalogServiceClient catalog,
    ShippingService.ShippingServiceClient shipping,
    PriceConversion prices,
    CallLimits limits,
    TimeProvider clock)
{
    public const string CartEmpty = "CART_EMPTY";

    public async Task<PreparedOrder> PrepareAsync(PlaceOrderRequest request, CancellationToken cancellationToken)
    {
        using var span = CheckoutTelemetry.StartPreparation();
        var cart = await GetCartAsync(request.UserId, cancellationToken);

        var quote = GetQuoteAsync(request.Address, cart, cancellationToken);
        var products = GetProductsAsync(cart, cancellationToken);
        await Task.WhenAll(products, quote);

        var order = await PriceAsync(request, cart, await products, await quote, cancellationToken);
        CheckoutTelemetry.Prepared(span, order);
        return order;
    }

    private async Task<Cart> GetCartAsync(string userId, CancellationToken cancellationToken)
    {
        var cart = await Dependency.Cart.CallAsync(
            carts.GetCartAsync(new GetCartRequest { UserId = userId }, limits.Preparing(cancellationToken)));
        if (cart.Items.Count == 0)
            throw new PreconditionFailedException(CartEmpty, "There is nothing in the cart to order.");
        // A negative line would lower the total for goods that are not returned.
        if (cart.Items.Any(line => line.Quantity is <= 0 or > OrderRules.MaximumQuantity))
            throw new PreconditionFailedException("CART_QUANTITY_INVALID", $"Every line of the cart must have a quantity of 1 to {OrderRules.MaximumQuantity}.");
        if (cart.Items.Count > OrderRules.MaximumLines)
            throw new PreconditionFailedException("CART_TOO_LARGE", $"An order has at most {OrderRules.MaximumLines} lines.");
        return cart;
    }

    private async Task<IReadOnlyDictionary<string, Product>> GetProductsAsync(Cart cart, CancellationToken cancellationToken)
    {
        var lookUps = cart.Items.Select(line => line.ProductId).Distinct().Select(async id => (id, Product: await Dependency.ProductCatalog.CallAsync(
            catalog.GetProductAsync(new GetProductRequest { Id = id }, limits.Preparing(cancellationToken)))));
        return (await Task.WhenAll(lookUps)).ToDictionary(found => found.id, found => found.Product);
    }

    private async Task<Money> GetQuoteAsync(Address address, Cart cart, CancellationToken cancellationToken)
    {
        var request = new GetQuoteRequest { Address = address, Items = { cart.Items } };
        var quote = await Dependency.Shipping.CallAsync(shipping.GetQuoteAsync(request, limits.Preparing(cancellationToken)));
        return quote.CostUsd;
    }

    private async Task<PreparedOrder> PriceAsync(
        PlaceOrderRequest request, Cart cart, IReadOnlyDictionary<string, Product> products, Money quote, CancellationToken cancellationToken)
    {
        var pricesUsd = products.Values.Select(product => product.PriceUsd).Append(quote);
        var converted = await prices.ConvertAsync(pricesUsd, request.UserCurrency, cancellationToken);

        var items = cart.Items
            .Select(line => new OrderItem { Item = line, Cost = converted[products[line.ProductId].PriceUsd], ProductName = products[line.ProductId].Name })
            .ToList();
        var shippingCost = converted[quote];
        var total = items.Aggregate(shippingCost.ToDecimal(), (sum, line) => sum + line.Cost.ToDecimal() * line.Item.Quantity);
        if (!OrderRules.IsChargeable(request.UserCurrency, total))
            throw new PreconditionFailedException("ORDER_TOTAL_TOO_HIGH", "The order costs more than a card can be charged. Take some items out of the cart.");
        var totalUsd = cart.Items.Sum(line => products[line.ProductId].PriceUsd.ToDecimal() * line.Quantity) + quote.ToDecimal();
        return new PreparedOrder(
            Guid.CreateVersion7(clock.GetUtcNow()), request, cart.Version, items, shippingCost, Money.FromDecimal(request.UserCurrency, total), totalUsd);
    }
}
