using Oteldemo;

namespace OtelShop.Checkouts.Preparation;

/// <summary>A priced order. All amounts are in the shopper's currency, in whole minor units.</summary>
internal sealed record PreparedOrder(
    Guid Id, PlaceOrderRequest Request, IReadOnlyList<OrderItem> Items, Money ShippingCost, Money Total);
