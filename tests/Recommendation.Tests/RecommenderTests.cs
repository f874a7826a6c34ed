using Microsoft.Extensions.Options;
using OtelShop.Recommendations;
using OtelShop.Recommendations.Catalog;
using OtelShop.Recommendations.Purchases;

namespace OtelShop.Recommendation.Tests;

public sealed class RecommenderTests
{
    private readonly CatalogStub _shop = new();
    private readonly CoPurchases _purchases = new();

    [Fact]
    public void What_is_asked_about_is_never_recommended()
    {
        AddPlain(10);

        Assert.DoesNotContain("p3", Recommend("p3", "unknown"));
        Assert.Equal(5, Recommend("p3", "unknown").Distinct().Count());
    }

    [Fact]
    public void A_small_catalog_gives_what_is_left()
    {
        AddPlain(3);

        Assert.Equal(["p1", "p3"], Recommend("p2").Order());
        Assert.Empty(Recommend("p1", "p2", "p3"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(10)]
    public void A_cart_of_any_size_is_never_recommended(int size)
    {
        AddPlain(10);
        string[] cart = [.. Enumerable.Range(1, size).Select(number => $"p{number}")];
        foreach (var product in cart)
            _purchases.Learn($"order of {product}", [product, .. cart]);

        var picks = Recommend(cart);

        Assert.Equal((Math.Min(5, 10 - size), 0), (picks.Distinct().Count(), picks.Intersect(cart).Count()));
    }

    [Fact]
    public void Products_with_more_common_categories_come_first()
    {
        AddPlain(8);
        _shop.With("scope", "telescopes,travel").With("filter", "telescopes").With("twin", "telescopes,travel");

        Assert.Equal(["twin", "filter"], Recommend("scope").Take(2));
    }

    [Fact]
    public void A_rare_word_in_common_counts_more_than_a_frequent_one()
    {
        _shop.With("asked", "a", "A comet over the garden").With("comet", "b", "A comet in colour").With("garden", "c", "Garden chair");
        foreach (var number in Enumerable.Range(1, 6))
            _shop.With($"g{number}", $"d{number}", $"Garden tool {number}");

        Assert.Equal("comet", Recommend("asked")[0]);
    }

    [Fact]
    public void What_is_bought_together_comes_before_what_is_alike()
    {
        AddPlain(6);
        _shop.With("scope", "telescopes").With("twin", "telescopes").With("book", "books");
        for (var order = 0; order < 3; order++)
            _purchases.Learn($"o-{order}", ["scope", "book"]);

        Assert.Equal(["book", "twin"], Recommend("scope").Take(2));
    }

    [Fact]
    public void Without_a_known_product_the_picks_are_the_same_for_one_customer_and_differ_between_customers()
    {
        AddPlain(50);
        var picks = Enumerable.Range(0, 5).Select(number => string.Join(',', RecommendTo($"user-{number}", []))).ToList();

        Assert.Equal(picks[0], string.Join(',', RecommendTo("user-0", [])));
        Assert.True(picks.Distinct().Count() > 1);
    }

    private void AddPlain(int count)
    {
        for (var number = 1; number <= count; number++)
            _shop.With($"p{number}", $"category-{number}");
    }

    private List<string> Recommend(params string[] asked) => RecommendTo("user", asked);

    private List<string> RecommendTo(string user, string[] asked) =>
        [.. new Recommender(_purchases, Options.Create(new RecommendationOptions())).Recommend(new CatalogIndex(_shop.Products), user, asked.ToHashSet())];
}
