using OtelShop.Dashboard.ServiceMap;

namespace OtelShop.Dashboard.Tests.ServiceMap;

public sealed class LayeredLayoutTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Fact]
    public void A_callee_stands_right_of_its_caller()
    {
        var layout = Layout("frontend>cart", "cart>valkey");

        Assert.Equal([1, 0, 2], layout.Boxes.Select(b => b.Layer));
    }

    [Fact]
    public void Whoever_is_called_over_a_longer_way_too_stands_at_its_end()
    {
        var layout = Layout("a>b", "b>c", "a>c");

        Assert.Equal([0, 1, 2], layout.Boxes.Select(b => b.Layer));
    }

    [Fact]
    public void A_circle_has_one_edge_back()
    {
        var layout = Layout("a>b", "b>c", "c>a");

        Assert.Single(layout.Routes, r => r.IsBack);
    }

    [Fact]
    public void An_edge_that_returns_pushes_nothing_to_the_right()
    {
        var layout = LayeredLayout.Of(["frontend", "checkout", "orders", "recommendation"],
            [("frontend", "checkout"), ("frontend", "recommendation"), ("checkout", "orders"), ("orders", "recommendation")], new HashSet<(string, string)> { ("orders", "recommendation") });

        Assert.Equal(1, layout.Boxes.Single(b => b.Id == "recommendation").Layer);
        Assert.True(Assert.Single(layout.Routes, r => r.IsBack).From == "orders");
    }

    [Fact]
    public void A_chain_is_drawn_straight()
    {
        var layout = Layout("a>b", "b>c", "c>d");

        Assert.Single(layout.Boxes.Select(b => b.Y).Distinct());
    }

    [Fact]
    public void A_tree_has_no_crossings()
    {
        var grid = new LayerGrid(7, [(0, 2), (0, 1), (1, 6), (1, 5), (2, 4), (2, 3)]);
        grid.Sort();

        Assert.Equal(0, grid.Crossings());
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nodes_never_overlap(int seed)
    {
        var boxes = Random(seed).Boxes;

        Assert.All(boxes, a => Assert.All(boxes, b => Assert.True(a.Id == b.Id || a.Layer != b.Layer || Math.Abs(a.Y - b.Y) >= LayeredLayout.BoxHeight)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Edges_run_from_left_to_right_unless_they_lead_back(int seed)
    {
        var layout = Random(seed);
        var layers = layout.Boxes.ToDictionary(b => b.Id, b => b.Layer);

        Assert.All(layout.Routes, r => Assert.Equal(r.IsBack, layers[r.From] > layers[r.To]));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Everything_is_inside_of_the_drawing(int seed)
    {
        var layout = Random(seed);

        Assert.All(layout.Boxes, b => Assert.True(b.X >= 0 && b.Y >= 0 && b.Right <= layout.Width && b.Y + LayeredLayout.BoxHeight <= layout.Height));
        Assert.All(layout.Routes.SelectMany(r => r.Points), p => Assert.True(p.X >= 0 && p.Y >= 0 && p.X <= layout.Width && p.Y <= layout.Height));
    }

    [Fact]
    public void The_order_in_which_calls_are_known_does_not_matter()
    {
        var there = Layout("a>b", "a>c", "b>d");
        var back = Layout("b>d", "a>c", "a>b");

        Assert.Equal(there.Boxes, back.Boxes);
    }

    [Fact]
    public void What_nobody_calls_and_what_calls_nobody_stands_next_to_the_others()
    {
        string[] called = ["b", "c", "d", "e", "f", "g", "h"];
        var layout = LayeredLayout.Of(["alone", "z", .. called], [.. called.Select(name => ("z", name))]);
        var (alone, caller) = (layout.Boxes.Single(box => box.Id == "alone"), layout.Boxes.Single(box => box.Id == "z"));

        Assert.Equal(alone.Layer, caller.Layer);
        Assert.InRange(Math.Abs(alone.Middle - caller.Middle), LayeredLayout.BoxHeight, LayeredLayout.BoxHeight * 2);
    }

    [Fact]
    public void A_graph_of_nothing_takes_no_room() => Assert.Empty(LayeredLayout.Of([], []).Boxes);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Labels_cover_neither_nodes_nor_each_other(int seed)
    {
        var layout = Random(seed);
        var labels = RouteLabels.Place(layout).Where(l => l is not null).Select(l => l!.Value).ToList();

        Assert.All(labels, a => Assert.Single(labels, b => Math.Abs(a.X - b.X) < RouteLabels.Width && Math.Abs(a.Y - b.Y) < RouteLabels.Height));
        Assert.All(labels, a => Assert.DoesNotContain(layout.Boxes, b => a.X > b.X && a.X < b.Right && Math.Abs(a.Y - b.Middle) < LayeredLayout.BoxHeight / 2));
    }

    private static GraphLayout Layout(params string[] edges)
    {
        var pairs = edges.Select(e => e.Split('>')).Select(e => (e[0], e[1])).ToList();
        return LayeredLayout.Of([.. pairs.SelectMany(p => new[] { p.Item1, p.Item2 }).Distinct()], pairs);
    }

    private static GraphLayout Random(int seed)
    {
        var random = new Random(seed);
        var nodes = Enumerable.Range(0, random.Next(2, 30)).Select(i => $"n{i:00}").ToList();
        var edges = Enumerable.Range(0, nodes.Count * 2).Select(_ => (nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)])).Where(e => e.Item1 != e.Item2).Distinct().ToList();
        return LayeredLayout.Of(nodes, edges);
    }
}
