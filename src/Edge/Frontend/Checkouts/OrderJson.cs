using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

// CartKept is an addition to upstream's JSON and omitted when false.
internal sealed record OrderJson(
    string OrderId, string ShippingTrackingId, MoneyJson? ShippingCost, AddressJson? ShippingAddress, IReadOnlyList<OrderItemJson> Items, bool? CartKept)
{
    public static OrderJson Of(PlacedOrder placed, IReadOnlyDictionary<string, Product> products) => new(
        placed.Order.OrderId,
        placed.Order.ShippingTrackingId,
        MoneyJson.Of(placed.Order.ShippingCost),
        AddressJson.Of(placed.Order.ShippingAddress),
        [.. placed.Order.Items.Select(line => OrderItemJson.Of(line, products))],
        placed.IsCartKept ? true : null);
}

internal sealed record OrderItemJson(MoneyJson? Cost, CartItemJson? Item)
{
    public static OrderItemJson Of(OrderItem line, IReadOnlyDictionary<string, Product> products) =>
        new(MoneyJson.Of(line.Cost), line.Item is null ? null : ItemOf(line, CartItemJson.Of(line.Item, products)));

    // The order itself knows no more of a product than its name.
    private static CartItemJson ItemOf(OrderItem line, CartItemJson item) =>
        item.Product is null && line.ProductName.Length > 0 ? item with { Product = new(line.Item.ProductId, line.ProductName, "", "", null, []) } : item;
}
