using System.ComponentModel.DataAnnotations;

namespace OtelShop.FraudDetections;

internal sealed class FraudOptions
{
    public const string Section = "Fraud";

    /// <summary>Score from which an order raises an alert, 0 to 100.</summary>
    [Range(1, 100)]
    public int AlertScore { get; set; } = 40;

    /// <summary>Highest usual total in currencies with a unit of about one dollar.</summary>
    [Range(0, 1e12)]
    public decimal HighAmount { get; set; } = 2_000;

    /// <summary>Highest usual total by currency code, for currencies with a smaller unit.</summary>
    public Dictionary<string, decimal> HighAmounts { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        ["JPY"] = 300_000,
        ["KRW"] = 2_700_000,
        ["IDR"] = 32_000_000,
        ["HUF"] = 720_000,
        ["INR"] = 170_000,
        ["PHP"] = 115_000,
        ["RUB"] = 180_000,
        ["THB"] = 70_000,
        ["TRY"] = 70_000,
        ["CZK"] = 46_000,
        ["MXN"] = 40_000,
        ["ZAR"] = 37_000,
    };

    /// <summary>Highest usual quantity of one product.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumItemsOfOneProduct { get; set; } = 20;

    /// <summary>Highest usual number of orders to one address within <see cref="OrderWindow"/>.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumOrdersToOneAddress { get; set; } = 5;

    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan OrderWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Highest usual number of items to one address within <see cref="ItemWindow"/>.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumItemsToOneAddress { get; set; } = 100;

    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan ItemWindow { get; set; } = TimeSpan.FromDays(1);
}
