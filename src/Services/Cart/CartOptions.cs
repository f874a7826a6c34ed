using System.ComponentModel.DataAnnotations;

namespace OtelShop.Carts;

internal sealed class CartOptions
{
    public const string Section = "Cart";

    /// <summary>How long a cart is kept after it was last changed.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan Expiry { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>Most pieces of one product that a cart holds.</summary>
    [Range(1, 1_000_000)]
    public int MaximumQuantity { get; set; } = 1_000;

    /// <summary>Most different products that a cart holds.</summary>
    [Range(1, 10_000)]
    public int MaximumLines { get; set; } = 100;
}
