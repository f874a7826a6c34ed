using System.Collections.Immutable;

namespace OtelShop.Payments.Cards;

internal static class CardBrands
{
    // The first matching range wins, so narrower ranges come before wider ones.
    private static readonly ImmutableArray<CardBrand> Ranges =
    [
        new(CardBrand.AmericanExpress, "34", "34", 15),
        new(CardBrand.AmericanExpress, "37", "37", 15),
        new("diners_club_carte_blanche", "300", "305", 14),
        new("diners_club_international", "309", "309", 14),
        new("diners_club_international", "36", "36", 14),
        new("diners_club_international", "38", "39", 14),
        new("jcb", "3528", "3589", 16, 17, 18, 19),
        // Compat: these ranges are Visa Electron, which the shop does not accept.
        new("visa_electron", "4026", "4026", 16),
        new("visa_electron", "417500", "417500", 16),
        new("visa_electron", "4508", "4508", 16),
        new("visa_electron", "4844", "4844", 16),
        new("visa_electron", "4913", "4913", 16),
        new("visa_electron", "4917", "4917", 16),
        new(CardBrand.Visa, "4", "4", 16, 19),
        new(CardBrand.Mastercard, "51", "55", 16),
        new(CardBrand.Mastercard, "2221", "2720", 16),
        new("rupay", "508500", "508999", 16),
        new("rupay", "606985", "608500", 16),
        new("rupay", "81", "82", 16),
        new("discover", "6011", "6011", 16, 17, 18, 19),
        new("discover", "644", "649", 16, 17, 18, 19),
        new("discover", "65", "65", 16, 17, 18, 19),
        new("unionpay", "62", "62", 16, 17, 18, 19),
        new("maestro", "50", "50", 12, 13, 14, 15, 16, 17, 18, 19),
        new("maestro", "56", "69", 12, 13, 14, 15, 16, 17, 18, 19),
    ];

    /// <summary>Brand of the number; null if unknown.</summary>
    public static string? Of(string digits) => Ranges.FirstOrDefault(range => range.Issued(digits))?.Name;

    public static bool IsAccepted(string brand) => brand is CardBrand.Visa or CardBrand.Mastercard;
}
