using System.Text.RegularExpressions;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.EndToEnd.Tests;

/// <summary>The calls that the traces of all other tests show, beside those that docs/architecture draws from the model; so it runs last.</summary>
[Collection(ShopCollection.Name)]
public sealed partial class GraphTests(RunningShop shop)
{
    // The load generator sends its spans to the dashboard; the frontend reads the manifest of pictures before it serves, and its keys without spans.
    private static readonly HashSet<string> Untraced =
        ["load-generator-worker -> frontend-proxy", "load-generator-worker -> load-generator", "frontend -> image-provider", "frontend -> valkey-cart"];

    [Fact]
    public void Traces_show_every_call_of_the_model_and_no_other()
    {
        var drawn = Drawn().ToHashSet();
        var seen = Seen().ToHashSet();

        Assert.True(drawn.IsSupersetOf(Untraced), $"Not drawn: {string.Join(", ", Untraced.Except(drawn))}");
        Assert.Empty(drawn.Except(Untraced).Except(seen).Select(call => $"not seen: {call}").Concat(seen.Except(drawn.Except(Untraced)).Select(call => $"not drawn: {call}")));
    }

    private static IEnumerable<string> Drawn() =>
        from line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "architecture.md"))
        let arrow = Arrow().Match(line)
        where arrow.Success
        from callee in arrow.Groups["to"].Value.Split(" & ")
        select $"{NodeId().Match(arrow.Groups["from"].Value)} -> {NodeId().Match(callee)}";

    private IEnumerable<string> Seen()
    {
        var spans = shop.ObserveTelemetry(DateTimeOffset.MinValue).Spans(_ => true);
        var services = spans.ToLookup(span => span.SpanId, span => span.Service);
        // Spans of a page's load are below the request that it was sent for.
        var proxied = spans.Where(span => span.Service == "frontend-proxy").Select(span => span.TraceId).ToHashSet();
        return spans.Select(span => span.Service == "frontend-web" ? proxied.Contains(span.TraceId) ? "shopper -> frontend-proxy" : null : CallOf(span, services)).OfType<string>();
    }

    // A consumer calls Kafka, although its messages come from there.
    private static string? CallOf(ReceivedSpan span, ILookup<string, string> services) => span.Kind switch
    {
        SpanKind.Producer or SpanKind.Consumer => $"{span.Service} -> kafka",
        SpanKind.Client when span.Attributes["db.system.name"] is { Length: > 0 } system => $"{span.Service} -> {(system == "redis" ? "valkey-cart" : "postgres")}",
        SpanKind.Server when services[span.ParentSpanId].FirstOrDefault() is { } caller && caller != span.Service =>
            $"{(caller == "frontend-web" ? "shopper" : caller)} -> {span.Service}",
        _ => null,
    };

    [GeneratedRegex(@"^  (?<from>\S.*) --> (?<to>.+)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^[a-z-]+")]
    private static partial Regex NodeId();
}
