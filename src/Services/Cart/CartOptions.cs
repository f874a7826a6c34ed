using System.ComponentModel.DataAnnotations;

namespace OtelShop.Carts;

internal sealed class CartOptions
{
    public const string Section = "Cart";

    /// <summary>Time a cart is kept after its last change. Default one hour.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan Expiry { get; set; } = TimeSpan.FromMinutes(60);

    /// <summary>Highest quantity of one product in a cart.</summary>
    [Range(1, 1_000_000)]
    public int MaximumQuantity { get; set; } = 1_000;

    /// <summary>Highest number of different products in a cart.</summary>
    [Range(1, 10_000)]
    public int MaximumLines { get; set; } = 100;
}
