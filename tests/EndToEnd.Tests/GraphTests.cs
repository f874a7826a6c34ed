using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The calls that the traces of all other tests show, beside those that the README draws.</summary>
[Collection(ShopCollection.Name)]
public sealed class GraphTests(RunningShop shop)
{
    private static readonly (string From, string[] To)[] Graph =
    [
        ("frontend-web", ["frontend-proxy"]),
        ("frontend-proxy", ["flagd", "frontend", "image-provider"]),
        ("frontend", ["ad", "cart", "checkout", "currency", "product-catalog", "recommendation", "shipping"]),
        ("checkout", ["cart", "currency", "email", "payment", "product-catalog", "shipping", "kafka orders", "postgresql checkout"]),
        ("shipping", ["quote"]),
        ("recommendation", ["product-catalog"]),
        ("fraud-detection", ["currency", "postgresql fraud"]),
        ("accounting", ["postgresql accounting"]),
        ("payment", ["postgresql payment"]),
        ("product-catalog", ["postgresql catalog"]),
        ("cart", ["redis"]),
        ("kafka orders", ["accounting", "fraud-detection", "recommendation"]),
    ];

    [Fact]
    public void Traces_show_every_edge_of_the_graph_and_no_other()
    {
        var spans = shop.ObserveTelemetry(DateTimeOffset.MinValue).Spans(_ => true);
        var services = spans.ToLookup(span => span.SpanId, span => span.Service);

        var proxied = spans.Where(span => span.Service == "frontend-proxy").Select(span => span.TraceId).ToHashSet();

        var seen = spans.SelectMany(span => EdgesOf(span, services)).ToHashSet();
        // Spans of a page's load are below the request that it was sent for.
        if (spans.Any(span => span.Service == "frontend-web" && proxied.Contains(span.TraceId)))
            seen.Add("frontend-web -> frontend-proxy");
        var drawn = Graph.SelectMany(edges => edges.To.Select(to => $"{edges.From} -> {to}")).ToHashSet();

        Assert.Empty(drawn.Except(seen).Select(edge => $"not seen: {edge}").Concat(seen.Except(drawn).Select(edge => $"not drawn: {edge}")));
    }

    private static IEnumerable<string> EdgesOf(ReceivedSpan span, ILookup<string, string> services)
    {
        var topic = $"kafka {span.Attributes["messaging.destination.name"]}";
        if (span.Kind is SpanKind.Producer)
            yield return $"{span.Service} -> {topic}";
        else if (span.Kind is SpanKind.Consumer)
            yield return $"{topic} -> {span.Service}";
        else if (span.Kind is SpanKind.Client && span.Attributes["db.system.name"] is { Length: > 0 } system)
            yield return $"{span.Service} -> {system} {(system == "redis" ? "" : span.Attributes["db.namespace"])}".TrimEnd();
        else if (span.Kind is SpanKind.Server && services[span.ParentSpanId].FirstOrDefault() is { } caller && caller != span.Service)
            yield return $"{caller} -> {span.Service}";
    }
}
