using OtelShop.Frontends.Carts;
using OtelShop.Frontends.Prices;
using Oteldemo;

namespace OtelShop.Frontends.Checkouts;

// CartKept is an addition to upstream's JSON and omitted when false.
internal sealed record OrderJson(
    string OrderId, string ShippingTrackingId, MoneyJson? ShippingCost, AddressJson? ShippingAddress, IReadOnlyList<OrderItemJson> Items, bool? CartKept)
{
    public static OrderJson Of(OrderResult order, IReadOnlyDictionary<string, Product> products, bool isCartKept) => new(
        order.OrderId,
        order.ShippingTrackingId,
        MoneyJson.Of(order.ShippingCost),
        AddressJson.Of(order.ShippingAddress),
        [.. order.Items.Select(line => new OrderItemJson(MoneyJson.Of(line.Cost), line.Item is null ? null : CartItemJson.Of(line.Item, products)))],
        isCartKept ? true : null);
}

internal sealed record OrderItemJson(MoneyJson? Cost, CartItemJson? Item);
