using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OtelShop.Recommendations.Catalog;
using OtelShop.Recommendations.Purchases;

namespace OtelShop.Recommendations;

/// <summary>Ranks products by similarity to the given ones and by co-purchases.</summary>
internal sealed class Recommender(CoPurchases purchases, IOptions<RecommendationOptions> options)
{
    /// <returns>Distinct ids, best first; none of <paramref name="asked"/>, whether the catalog knows them or not.</returns>
    public IEnumerable<string> Recommend(CatalogIndex catalog, string userId, IReadOnlySet<string> asked)
    {
        var known = asked.Select(catalog.Find).OfType<ProductProfile>().ToList();
        var chance = Chance(userId, asked);
        return catalog.Products
            .Where(candidate => !asked.Contains(candidate.Id))
            .Select(candidate => (candidate.Id, Score: known.Sum(product => Affinity(product, candidate)), Tie: chance.Next()))
            .OrderByDescending(candidate => candidate.Score)
            .ThenBy(candidate => candidate.Tie)
            .Take(options.Value.Maximum)
            .Select(candidate => candidate.Id);
    }

    private double Affinity(ProductProfile product, ProductProfile candidate) =>
        product.SharedCategories(candidate) + product.SharedWords(candidate) + (options.Value.PurchaseWeight * purchases.Affinity(product.Id, candidate.Id));

    // The same customer on the same page sees the same picks again; another one sees others. HashCode would differ by process.
    private static Random Chance(string userId, IEnumerable<string> asked)
    {
        var text = $"{userId}\n{string.Join(',', asked.Order(StringComparer.Ordinal))}";
        return new Random(BitConverter.ToInt32(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }
}
