using OtelShop.Recommendations.Purchases;

namespace OtelShop.Recommendation.Tests;

public sealed class CoPurchasesTests
{
    private readonly CoPurchases _purchases = new();

    [Fact]
    public void Affinity_is_one_when_never_bought_apart_and_the_same_both_ways()
    {
        _purchases.Learn("o-1", ["a", "b"]);

        Assert.Equal((1, 1), (_purchases.Affinity("a", "b"), _purchases.Affinity("b", "a")));
    }

    [Fact]
    public void Affinity_falls_with_each_order_that_has_only_one_of_the_two()
    {
        _purchases.Learn("o-1", ["a", "b"]);
        _purchases.Learn("o-2", ["a", "c"]);
        _purchases.Learn("o-3", ["a"]);
        _purchases.Learn("o-4", ["a"]);

        Assert.Equal(0.5, _purchases.Affinity("a", "b"));
    }

    [Fact]
    public void An_order_that_comes_again_counts_once()
    {
        _purchases.Learn("o-1", ["a", "b"]);
        _purchases.Learn("o-2", ["a"]);

        Assert.False(_purchases.Learn("o-2", ["a"]));
        Assert.Equal(1 / Math.Sqrt(2), _purchases.Affinity("a", "b"), precision: 10);
    }

    [Fact]
    public void A_product_on_two_lines_is_one_product()
    {
        _purchases.Learn("o-1", ["a", "a", "b", ""]);

        Assert.Equal(1, _purchases.Affinity("a", "b"));
        Assert.Equal(0, _purchases.Affinity("a", "a"));
    }

    [Fact]
    public void Products_without_orders_have_no_affinity() => Assert.Equal(0, _purchases.Affinity("a", "b"));
}
