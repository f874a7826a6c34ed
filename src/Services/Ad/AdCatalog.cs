using System.Collections.Immutable;
using Oteldemo;

namespace OtelShop.Ads;

/// <summary>The seven ads by category. Books and flashlights have none.</summary>
internal sealed class AdCatalog(Random random)
{
    /// <summary>Number of ads for a shopper whose interests match none.</summary>
    public const int RandomAds = 2;

    private static readonly ImmutableArray<(string Category, Ad Ad)> All =
    [
        ("binoculars", For("2ZYFJ3GM2N", "Roof binoculars that fit a coat pocket: warblers by day, the Pleiades by night.")),
        ("telescopes", For("66VCHSJNUP", "Let your phone find the galaxy for you with the Starsense Explorer.")),
        ("accessories", For("0PUK6V6EV0", "Bring Saturn's rings home in colour with the Solar System Color Imager.")),
        ("accessories", For("6E92ZMYYFZ", "Eclipse party? Watch the Moon bite into the Sun through a solar filter.")),
        ("accessories", For("L9ECAV7KIM", "Dust is not a nebula. A lens cleaning kit tells them apart.")),
        ("assembly", For("9SIQT8TOJO", "Build the observatory you always wanted around an optical tube assembly.")),
        ("travel", For("1YMWWN1N4O", "Chase the next eclipse with a telescope that travels: the Eclipsmart.")),
    ];

    public static IReadOnlyList<Ad> InCategory(string category) =>
        [.. All.Where(entry => entry.Category == category).Select(entry => entry.Ad)];

    public IReadOnlyList<Ad> PickRandom()
    {
        var shuffled = All.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled.Take(RandomAds).Select(entry => entry.Ad)];
    }

    private static Ad For(string productId, string text) => new() { RedirectUrl = $"/product/{productId}", Text = text };
}
