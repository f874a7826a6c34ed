using System.ComponentModel.DataAnnotations;

namespace OtelShop.BrowserJourneys;

internal sealed class JourneyOptions
{
    public const string Section = "Journey";

    /// <summary>Address of the storefront.</summary>
    [Required(ErrorMessage = "Journey:ShopUrl is missing: set it to the address of the storefront.")]
    public Uri ShopUrl { get; set; } = null!;

    /// <summary>Path of chromium, or of its headless shell.</summary>
    [Required(ErrorMessage = "Journey:Browser is missing: install chromium (Debian: apt-get install chromium-headless-shell) and set it to its path.")]
    public string Browser { get; set; } = null!;

    /// <summary>Time from the start of one round of journeys to the next.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "1.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Time that one step of a journey may take.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan StepTimeout { get; set; } = TimeSpan.FromSeconds(20);
}
