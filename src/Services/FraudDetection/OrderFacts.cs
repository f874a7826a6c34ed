using System.Security.Cryptography;
using System.Text;
using Oteldemo;

namespace OtelShop.FraudDetections;

/// <summary>Facts of an order that the rules evaluate.</summary>
internal sealed record OrderFacts(OrderResult Order, DateTimeOffset OrderedAt)
{
    public string OrderId => Order.OrderId;

    public Address Address { get; } = Order.ShippingAddress ?? new Address();

    /// <summary>Currencies of all prices, each once; usually one.</summary>
    public IReadOnlyList<string> Currencies { get; } =
        [.. Order.Items.Select(item => item.Cost).Append(Order.ShippingCost).Where(cost => cost is not null).Select(cost => cost.CurrencyCode).Distinct()];

    public string Currency => Currencies.Count > 0 ? Currencies[0] : "";

    /// <summary>Prices times quantities plus shipping. Meaningless if there are several <see cref="Currencies"/>.</summary>
    public decimal Amount { get; } = Total(Order);

    /// <summary><see cref="Amount"/> in US dollars; null when it cannot be converted.</summary>
    public decimal? Dollars { get; init; }

    public long ItemCount { get; } = Order.Items.Sum(item => (long)(item.Item?.Quantity ?? 0));

    /// <summary>Hash of the address, regardless of case and spacing; null without an address.</summary>
    public string? AddressKey { get; } = KeyOf(Order.ShippingAddress);

    private static decimal Total(OrderResult order)
    {
        try
        {
            return order.Items.Aggregate(order.ShippingCost?.ToDecimal() ?? 0, (sum, item) => sum + ((item.Cost?.ToDecimal() ?? 0) * (item.Item?.Quantity ?? 0)));
        }
        catch (OverflowException)
        {
            return decimal.MaxValue;
        }
    }

    private static string? KeyOf(Address? address)
    {
        if (address is null)
            return null;
        var parts = new[] { address.StreetAddress, address.City, address.ZipCode, address.Country }
            .Select(part => string.Join(' ', part.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var text = string.Join('\n', parts);
        return text.Length == 3 ? null : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
