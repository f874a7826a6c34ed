using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.Tests.Resources;

public sealed class ResourceGraphTests
{
    [Fact]
    public void Who_uses_another_leads_to_it()
    {
        var graph = new ResourceGraph([Samples.Cart, Samples.Valkey]);

        var route = Assert.Single(graph.Layout.Routes);
        Assert.Equal(("cart", "valkey", "Reference"), (route.From, route.To, graph.TypeOf(route.From, route.To)));
    }

    [Fact]
    public void Using_says_more_than_waiting()
    {
        var cart = Samples.Cart with { Relationships = [new ResourceRelationship("valkey", "WaitFor"), new ResourceRelationship("valkey", "Reference")] };

        Assert.Equal("Reference", new ResourceGraph([cart, Samples.Valkey]).TypeOf("cart", "valkey"));
    }

    [Fact]
    public void What_is_not_drawn_is_not_led_to() => Assert.Empty(new ResourceGraph([Samples.Cart]).Layout.Routes);

    [Fact]
    public void Copies_of_a_resource_are_one_node_that_shows_the_worst_of_them()
    {
        var well = Samples.Cart with { Name = "cart-a" };
        var ill = Samples.Cart with { Name = "cart-b", State = "Exited", StateStyle = "error" };

        Assert.Equal("cart-b", new ResourceGraph([ill, well]).NodeOf("cart").Name);
    }
}
