using Oteldemo;

namespace OtelShop.FraudDetection.Tests;

/// <summary>Orders as checkout publishes them.</summary>
internal static class Orders
{
    /// <summary>Nothing about it is suspicious.</summary>
    public static OrderResult Ordinary(string id, int quantity = 1, long units = 50, string currency = "USD", string country = "United States") => new()
    {
        OrderId = id,
        ShippingTrackingId = $"track-{id}",
        ShippingCost = new Money { CurrencyCode = currency, Units = 8, Nanos = 990_000_000 },
        ShippingAddress = new Address { StreetAddress = "1 Star Street", City = "Mountain View", State = "CA", Country = country, ZipCode = "94043" },
        Items =
        {
            new OrderItem
            {
                Item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = quantity },
                Cost = new Money { CurrencyCode = currency, Units = units },
            },
        },
    };
}
