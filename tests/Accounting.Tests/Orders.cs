using Oteldemo;

namespace OtelShop.Accounting.Tests;

/// <summary>Orders as checkout publishes them.</summary>
internal static class Orders
{
    public static OrderResult Order(string id, params (string Product, int Quantity)[] lines)
    {
        var order = new OrderResult
        {
            OrderId = id,
            ShippingTrackingId = $"track-{id}",
            ShippingCost = new Money { CurrencyCode = "EUR", Units = 8, Nanos = 990_000_000 },
            ShippingAddress = new Address { StreetAddress = "1 Star Street", City = "Mountain View", State = "CA", Country = "US", ZipCode = "94043" },
        };
        foreach (var (product, quantity) in lines)
            order.Items.Add(new OrderItem
            {
                Item = new CartItem { ProductId = product, Quantity = quantity },
                Cost = new Money { CurrencyCode = "EUR", Units = 57, Nanos = 80_000_000 },
            });
        return order;
    }
}
