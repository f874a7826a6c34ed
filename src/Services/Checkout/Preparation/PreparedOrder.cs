using Oteldemo;

namespace OtelShop.Checkouts.Preparation;

/// <summary>An order with everything known that is needed to place it. All money is in the shopper's currency and in whole minor units.</summary>
internal sealed record PreparedOrder(
    Guid Id, PlaceOrderRequest Request, IReadOnlyList<OrderItem> Items, Money ShippingCost, Money Total);
