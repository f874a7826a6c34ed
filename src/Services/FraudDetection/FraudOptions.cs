using System.ComponentModel.DataAnnotations;

namespace OtelShop.FraudDetections;

internal sealed class FraudOptions
{
    public const string Section = "Fraud";

    /// <summary>Score from which an order raises an alert, 0 to 100.</summary>
    [Range(1, 100)]
    public int AlertScore { get; set; } = 40;

    /// <summary>Highest usual total in US dollars.</summary>
    [Range(0, 1e12)]
    public decimal HighAmount { get; set; } = 2_000;

    /// <summary>Highest usual quantity of one product.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumItemsOfOneProduct { get; set; } = 20;

    /// <summary>Highest usual number of orders to one address within <see cref="OrderWindow"/>. A load generator of ten users with nine addresses makes about eight.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumOrdersToOneAddress { get; set; } = 30;

    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan OrderWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Highest usual number of items to one address within <see cref="ItemWindow"/>.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumItemsToOneAddress { get; set; } = 1_000;

    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan ItemWindow { get; set; } = TimeSpan.FromHours(1);
}
