using OtelShop.ServiceMap.Drawing;

namespace OtelShop.ServiceMap.Tests;

public sealed class LayeredLayoutTests
{
    /// <summary>Zero is the shop, all others are random graphs.</summary>
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 51)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_label_meets_no_other_label_and_no_node(int seed)
    {
        var layout = Layout(seed);
        LayoutBox[] boxes = [.. layout.Edges.Select(e => e.Label), .. layout.Nodes.Select(n => n.Box)];

        Assert.All(boxes, (box, i) => Assert.DoesNotContain(boxes.Skip(i + 1), box.Intersects));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_line_meets_no_label_but_its_own(int seed)
    {
        var layout = Layout(seed);

        Assert.All(layout.Edges, line => Assert.All(layout.Edges.Where(other => other != line), other =>
            Assert.DoesNotContain(line.Points.Zip(line.Points.Skip(1)), piece => Touches(piece.First, piece.Second, other.Label))));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Everything_is_inside_the_drawing(int seed)
    {
        var layout = Layout(seed);
        LayoutBox[] boxes = [.. layout.Edges.Select(e => e.Label), .. layout.Nodes.Select(n => n.Box)];

        Assert.All(boxes, b => Assert.True(b.X >= 0 && b.Y >= 0 && b.Right <= layout.Width && b.Bottom <= layout.Height));
        Assert.All(layout.Edges.SelectMany(e => e.Points), p => Assert.True(p.X >= 0 && p.Y >= 0 && p.X <= layout.Width && p.Y <= layout.Height));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Edges_run_from_left_to_right_unless_they_close_a_cycle(int seed)
    {
        var layout = Layout(seed);
        var layers = layout.Nodes.ToDictionary(n => n.Id, n => n.Layer);

        Assert.All(layout.Edges, e => Assert.Equal(e.IsBack, layers[e.From] > layers[e.To]));
    }

    [Fact]
    public void A_called_node_stands_right_of_all_its_callers() =>
        Assert.Equal([0, 1, 2], Layout(("a", "b"), ("b", "c"), ("a", "c")).Nodes.Select(n => n.Layer));

    [Fact]
    public void A_cycle_has_one_edge_back() =>
        Assert.Single(Layout(("a", "b"), ("b", "c"), ("c", "a")).Edges, e => e.IsBack);

    [Fact]
    public void An_edge_that_returns_pushes_nothing_to_the_right()
    {
        var layout = LayeredLayout.Of(["frontend", "checkout", "orders", "recommendation"],
            [("frontend", "checkout"), ("frontend", "recommendation"), ("checkout", "orders"), ("orders", "recommendation")],
            new HashSet<(string, string)> { ("orders", "recommendation") });

        Assert.Equal(1, layout.Nodes.Single(n => n.Id == "recommendation").Layer);
        Assert.Equal("orders", Assert.Single(layout.Edges, e => e.IsBack).From);
    }

    [Fact]
    public void The_order_in_which_calls_are_known_does_not_matter() =>
        Assert.Equal(Layout(("a", "b"), ("a", "c"), ("b", "d")).Nodes, Layout(("b", "d"), ("a", "c"), ("a", "b")).Nodes);

    [Fact]
    public void A_graph_of_nothing_has_no_nodes() => Assert.Empty(LayeredLayout.Of([], []).Nodes);

    // A curve stays within the box of its ends.
    private static bool Touches((double X, double Y) from, (double X, double Y) to, LayoutBox label)
    {
        var box = new LayoutBox(Math.Min(from.X, to.X), Math.Min(from.Y, to.Y), Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
        return box.Intersects(label);
    }

    private static GraphLayout Layout(params (string From, string To)[] edges) =>
        LayeredLayout.Of([.. edges.SelectMany(e => new[] { e.From, e.To }).Distinct()], edges);

    private static GraphLayout Layout(int seed)
    {
        if (seed == 0)
            return Layout([.. Shop.Edges]);
        var random = new Random(seed);
        var nodes = Enumerable.Range(0, random.Next(2, 30)).Select(i => $"n{i:00}").ToList();
        var edges = Enumerable.Range(0, nodes.Count * 2).Select(_ => (nodes[random.Next(nodes.Count)], nodes[random.Next(nodes.Count)]))
            .Where(e => e.Item1 != e.Item2).Distinct().ToList();
        return LayeredLayout.Of(nodes, edges);
    }
}
