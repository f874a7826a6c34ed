using System.ComponentModel.DataAnnotations;

namespace OtelShop.FraudDetections;

internal sealed class FraudOptions
{
    public const string Section = "Fraud";

    /// <summary>From this score on, 0 to 100, an order is an alert.</summary>
    [Range(1, 100)]
    public int AlertScore { get; set; } = 40;

    /// <summary>An order of more than this is suspicious, in a currency whose unit is worth about a dollar.</summary>
    [Range(0, 1e12)]
    public decimal HighAmount { get; set; } = 2_000;

    /// <summary>The same for currencies whose unit is worth much less, by code.</summary>
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

    /// <summary>More pieces of one product than this are suspicious.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumPiecesOfOneProduct { get; set; } = 20;

    /// <summary>More orders to one address than this within <see cref="OrderWindow"/> are suspicious.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumOrdersToOneAddress { get; set; } = 5;

    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan OrderWindow { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>More pieces to one address than this within <see cref="PieceWindow"/> are suspicious.</summary>
    [Range(1, int.MaxValue)]
    public int MaximumPiecesToOneAddress { get; set; } = 100;

    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan PieceWindow { get; set; } = TimeSpan.FromDays(1);
}
