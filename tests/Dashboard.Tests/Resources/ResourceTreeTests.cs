using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.Tests.Resources;

public sealed class ResourceTreeTests
{
    private static readonly ResourceView[] All = [Samples.Cart, Samples.Orders, Samples.Postgres];

    [Fact]
    public void A_database_is_shown_below_its_server() =>
        Assert.Equal([("cart", 0), ("postgres", 0), ("orders", 1)], Rows(All, _ => true));

    [Fact]
    public void A_parent_stays_for_the_sake_of_a_child_that_is_shown() =>
        Assert.Equal([("postgres", 0), ("orders", 1)], Rows(All, resource => resource.Name == "orders"));

    [Fact]
    public void A_child_whose_parent_is_unknown_stands_alone() => Assert.Equal([("orders", 0)], Rows([Samples.Orders], _ => true));

    [Fact]
    public void Two_that_claim_to_be_part_of_each_other_stand_side_by_side()
    {
        var egg = Samples.Cart with { Name = "egg", DisplayName = "egg", Relationships = [new ResourceRelationship("hen", "Parent")] };
        var hen = Samples.Cart with { Name = "hen", DisplayName = "hen", Relationships = [new ResourceRelationship("egg", "Parent")] };

        Assert.Equal([("egg", 0), ("hen", 0)], Rows([egg, hen], _ => true));
    }

    private static IEnumerable<(string, int)> Rows(ResourceView[] all, Func<ResourceView, bool> isShown) =>
        ResourceTree.Rows(all, isShown).Select(row => (row.Resource.Name, row.Depth));
}
