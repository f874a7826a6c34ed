using Oteldemo;

namespace OtelShop.Checkouts.Preparation;

/// <summary>
/// A priced order. All amounts but <paramref name="TotalUsd"/> are in the shopper's currency, in whole minor units. A cart without versions has version 0.
/// </summary>
internal sealed record PreparedOrder(
    Guid Id, PlaceOrderRequest Request, long CartVersion, IReadOnlyList<OrderItem> Items, Money ShippingCost, Money Total, decimal TotalUsd)
{
    public OrderResult ToResult() => new()
    {
        OrderId = Id.ToString(),
        ShippingCost = ShippingCost,
        ShippingAddress = Request.Address,
        Items = { Items },
    };
}
