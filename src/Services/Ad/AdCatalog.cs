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
        ("binoculars", Offer("2ZYFJ3GM2N", "Half price this week: roof binoculars that fit a coat pocket. 50% off.")),
        ("telescopes", Offer("66VCHSJNUP", "Let your phone find the galaxy for you. Starsense Explorer, now 20% off.")),
        ("accessories", Offer("0PUK6V6EV0", "Bring Saturn's rings home in colour. Solar System Color Imager, 30% off.")),
        ("accessories", Offer("6E92ZMYYFZ", "Eclipse party? Buy two solar filters and the third is free.")),
        ("accessories", Offer("L9ECAV7KIM", "Dust is not a nebula. Buy one lens cleaning kit, get the second one free.")),
        ("assembly", Offer("9SIQT8TOJO", "Build the observatory you always wanted: optical tube assembly at 10% off.")),
        ("travel", Offer("1YMWWN1N4O", "Two suitcases, two telescopes: buy one Eclipsmart travel scope, get the second one free.")),
    ];

    public static IReadOnlyList<Ad> InCategory(string category) =>
        [.. All.Where(entry => entry.Category == category).Select(entry => entry.Ad)];

    public IReadOnlyList<Ad> PickRandom()
    {
        var shuffled = All.ToArray();
        random.Shuffle(shuffled);
        return [.. shuffled.Take(RandomAds).Select(entry => entry.Ad)];
    }

    private static Ad Offer(string productId, string text) => new() { RedirectUrl = $"/product/{productId}", Text = text };
}
