using Microsoft.Extensions.Time.Testing;
using OtelShop.ServiceMap.Spans;
using OtelShop.ServiceMap.Traffic;

namespace OtelShop.ServiceMap.Tests;

/// <summary>The store with a clock of the test, and spans of the shop to fill it.</summary>
internal sealed class Shop
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private ulong _id = 1_000;

    public Shop() => Traffic = new(Options, Clock);

    public ServiceMapOptions Options { get; } = new();

    public FakeTimeProvider Clock { get; } = new(Start);

    public TrafficStore Traffic { get; }

    public static IReadOnlyList<(string From, string To)> Edges { get; } =
    [
        ("frontend-proxy", "frontend"), ("frontend-proxy", "image-provider"), ("frontend-proxy", "flagd"), ("frontend", "ad"), ("frontend", "cart"),
        ("frontend", "checkout"), ("frontend", "currency"), ("frontend", "flagd"), ("frontend", "product-catalog"), ("frontend", "recommendation"),
        ("frontend", "shipping"), ("checkout", "cart"), ("checkout", "currency"), ("checkout", "email"), ("checkout", "payment"),
        ("checkout", "product-catalog"), ("checkout", "shipping"), ("checkout", "db:checkout"), ("checkout", "kafka:orders"), ("cart", "redis"),
        ("kafka:orders", "accounting"), ("kafka:orders", "fraud-detection"), ("kafka:orders", "recommendation"), ("accounting", "db:accounting"),
        ("fraud-detection", "db:fraud"), ("payment", "db:payment"), ("product-catalog", "db:catalog"), ("recommendation", "product-catalog"),
        ("shipping", "quote"),
    ];

    public void Add(params IEnumerable<SpanSketch> spans)
    {
        foreach (var call in spans.SelectMany(span => span.Read(Options)))
            Traffic.Add(call);
    }

    /// <summary>A call with the spans of both sides.</summary>
    public IReadOnlyList<SpanSketch> Call(string from, string to, Func<SpanSketch, SpanSketch>? change = null)
    {
        change ??= span => span;
        var (client, server) = (++_id, ++_id);
        return
        [
            change(new(from, "oteldemo.Service/Call", SpanKind.Client, client) { Trace = client, Attributes = $"server.address={to};server.port=8080", End = Now }),
            change(new(to, "oteldemo.Service/Call", SpanKind.Server, server, client) { Trace = client, End = Now }),
        ];
    }

    public void Calls(int count, string from, string to, Func<SpanSketch, SpanSketch>? change = null)
    {
        for (var i = 0; i < count; i++)
            Add(Call(from, to, change));
    }

    /// <summary>Lets the services finish their warm-up.</summary>
    public void WarmUp(string from, string to)
    {
        Calls(5, from, to);
        Clock.Advance(Options.WarmUp + TimeSpan.FromSeconds(1));
    }

    public ServiceEdge Edge(string from, string to) =>
        Assert.Single(Graph().Edges, edge => Name(edge.From) == from && Name(edge.To) == to);

    public ServiceNode Node(string name) => Assert.Single(Graph().Nodes, node => node.Name == name);

    public ServiceGraph Graph(TimeSpan? window = null) => Traffic.Graph(window ?? TimeSpan.FromMinutes(5));

    private DateTimeOffset Now => Clock.GetUtcNow();

    private string? Name(string id) => Graph().Find(id)?.Name;
}
