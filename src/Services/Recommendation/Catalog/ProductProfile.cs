using System.Text.RegularExpressions;
using Oteldemo;

namespace OtelShop.Recommendations.Catalog;

/// <summary>What makes a product like another: its categories, and the words of its name and description.</summary>
internal sealed partial class ProductProfile
{
    private const int ShortestWord = 4;
    private readonly HashSet<string> _categories;
    private readonly HashSet<string> _words;
    private Dictionary<string, double> _weights = [];

    public ProductProfile(Product product)
    {
        Id = product.Id;
        _categories = product.Categories.ToHashSet(StringComparer.OrdinalIgnoreCase);
        _words = Word().Matches($"{product.Name} {product.Description}").Select(word => Stem(word.Value.ToLowerInvariant())).Where(word => word.Length >= ShortestWord).ToHashSet();
    }

    public string Id { get; }

    public IReadOnlyCollection<string> Words => _words;

    /// <summary>Gives each word the weight of its rarity, so that the profile as a whole has length 1.</summary>
    public void Weigh(Func<string, double> rarity)
    {
        var length = Math.Sqrt(_words.Sum(word => rarity(word) * rarity(word)));
        _weights = length > 0 ? _words.ToDictionary(word => word, word => rarity(word) / length) : [];
    }

    /// <returns>0 to 1: how many of both products' categories are common to them.</returns>
    public double SharedCategories(ProductProfile other)
    {
        var shared = _categories.Count(other._categories.Contains);
        return shared == 0 ? 0 : (double)shared / (_categories.Count + other._categories.Count - shared);
    }

    /// <returns>0 to 1: the cosine between the weighted words.</returns>
    public double SharedWords(ProductProfile other) => _weights.Sum(word => word.Value * other._weights.GetValueOrDefault(word.Key));

    // Enough to see "telescope" in "telescopes".
    private static string Stem(string word) => word.Length > ShortestWord && word.EndsWith('s') ? word[..^1] : word;

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();
}
