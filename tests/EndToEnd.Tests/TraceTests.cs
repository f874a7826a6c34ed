using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.EndToEnd.Tests;

[Collection(ShopCollection.Name)]
public sealed class TraceTests(RunningShop shop)
{
    private static readonly string[] ServicesOfAPurchase =
        ["frontend-proxy", "frontend", "checkout", "cart", "product-catalog", "currency", "payment", "shipping", "quote", "email", "accounting", "fraud-detection", "recommendation"];

    [Fact]
    public async Task A_purchase_is_one_trace_from_the_storefront_to_the_consumers()
    {
        var telemetry = shop.ObserveTelemetry();
        await new Shopper(shop.Storefront).BuyAsync("EUR", ("OLJCESPC7Z", 1));

        var order = await telemetry.SpanAsync("checkout", span => span.Name == "oteldemo.CheckoutService/PlaceOrder" && span.Kind == SpanKind.Server);

        foreach (var service in ServicesOfAPurchase)
            await telemetry.SpanAsync(service, span => span.TraceId == order.TraceId, $"a part of the purchase in {service}");
    }

    [Fact]
    public async Task Every_span_of_a_purchase_has_its_parent_in_the_trace()
    {
        var telemetry = shop.ObserveTelemetry();
        await new Shopper(shop.Storefront).BuyAsync("EUR", ("OLJCESPC7Z", 1));
        var order = await telemetry.SpanAsync("checkout", span => span.Name == "oteldemo.CheckoutService/PlaceOrder" && span.Kind == SpanKind.Server);
        foreach (var service in ServicesOfAPurchase)
            await telemetry.SpanAsync(service, span => span.TraceId == order.TraceId, $"a part of the purchase in {service}");

        // Spans end before their parents, so the last parents may still be on their way.
        await Eventually.HoldsAsync("a trace without orphans", () => Task.FromResult(Orphans(telemetry, order.TraceId).Count == 0));
    }

    [Fact]
    public async Task The_Redis_commands_of_a_purchase_are_in_its_trace()
    {
        var telemetry = shop.ObserveTelemetry();
        await new Shopper(shop.Storefront).BuyAsync("EUR", ("OLJCESPC7Z", 1));
        var order = await telemetry.SpanAsync("checkout", span => span.Name == "oteldemo.CheckoutService/PlaceOrder" && span.Kind == SpanKind.Server);

        await telemetry.SpanAsync("cart", span => span.TraceId == order.TraceId && span.Name == "HGETALL" && span.Kind == SpanKind.Client);
    }

    [Fact]
    public async Task Probes_and_polling_make_no_traces()
    {
        var telemetry = shop.ObserveTelemetry();
        // Health checks run every few seconds; a purchase at the end of the time shows that telemetry arrives.
        await Eventually.HoldsAsync("several rounds of health checks", () => Task.FromResult(telemetry.Age > TimeSpan.FromSeconds(12)));
        await new Shopper(shop.Storefront).BuyAsync("USD", ("OLJCESPC7Z", 1));
        await telemetry.SpanAsync("frontend", span => span.Name == "POST /api/checkout");

        var roots = telemetry.Spans(span => span.ParentSpanId.Length == 0 && span.Kind != SpanKind.Server);

        Assert.Empty(roots.Select(span => $"{span.Service}: {span.Name}").Distinct());
    }

    private static List<string> Orphans(TelemetryView telemetry, string traceId)
    {
        var spans = ServicesOfAPurchase.SelectMany(service => telemetry.Spans(service, span => span.TraceId == traceId)).ToList();
        var known = spans.Select(span => span.SpanId).ToHashSet();
        return [.. spans.Where(span => span.ParentSpanId.Length > 0 && !known.Contains(span.ParentSpanId)).Select(span => $"{span.Service}: {span.Name}")];
    }
}
