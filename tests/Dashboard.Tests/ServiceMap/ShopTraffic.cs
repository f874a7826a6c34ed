using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Telemetry;
using OtelShop.Dashboard.Telemetry.Traces;
using OtelShop.Dashboard.Tests.Telemetry;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.Dashboard.Tests.ServiceMap;

/// <summary>Purchases and visits over the whole shop, the same in every run.</summary>
internal static class ShopTraffic
{
    private const double Purchase = 0.25;

    /// <summary>Traffic of some minutes until a time. In the last five of them payment fails more often and quote is slow.</summary>
    public static void Send(TraceStore store, long until, int traces, TimeSpan length)
    {
        var random = new Random(11);
        var nanoseconds = UnixTime.FromTimeSpan(length);
        var incident = until - UnixTime.FromTimeSpan(TimeSpan.FromMinutes(5));
        for (var i = 1; i <= traces; i++)
        {
            var start = until - 1_000_000_000 - (long)(random.NextDouble() * (nanoseconds - 1_000_000_000));
            store.Add(Trace((ulong)i, start, random, start > incident).Bytes);
        }
    }

    public static TraceSketch Trace(ulong id, long start, Random random, bool isIncident)
    {
        var slow = 0.6 + (random.NextDouble() * 0.8);
        var trace = new TraceSketch(id, start)
            .Span("load-generator", "user visits", 1, 0, 0, 190 * slow, s => s.Kind = SpanKind.Client)
            .Span("frontend-proxy", "GET", 2, 1, 1, 189 * slow)
            .Span("frontend-proxy", "GET frontend", 3, 2, 2, 188 * slow, s => s.Kind = SpanKind.Client)
            .Span("frontend", random.NextDouble() < 0.5 ? "GET /product/{id}" : "GET /", 4, 3, 3, 187 * slow)
            .Call("frontend", "product-catalog", "oteldemo.ProductCatalogService/GetProduct", 10, 4, 5, 22 * slow)
            .Query("product-catalog", "SELECT products", 12, 11, 7, 18 * slow, "postgresql", "catalog")
            .Call("frontend", "cart", "oteldemo.CartService/GetCart", 15, 4, 5, 14 * slow)
            .Query("cart", "HGETALL", 17, 16, 6, 11 * slow, "redis", null)
            .Call("frontend", "recommendation", "oteldemo.RecommendationService/ListRecommendations", 20, 4, 23, 60 * slow)
            .Call("recommendation", "product-catalog", "oteldemo.ProductCatalogService/ListProducts", 22, 21, 25, 50 * slow)
            .Call("frontend", "ad", "oteldemo.AdService/GetAds", 25, 4, 6, 16 * slow)
            .Call("frontend", "currency", "oteldemo.CurrencyService/Convert", 28, 4, 6, 9 * slow);
        return random.NextDouble() < Purchase ? Buy(trace, random, slow, isIncident) : trace;
    }

    private static TraceSketch Buy(TraceSketch trace, Random random, double slow, bool isIncident)
    {
        var isDeclined = random.NextDouble() < (isIncident ? 0.12 : 0.01);
        var quote = isIncident ? 90 : 20;
        trace.Call("frontend", "checkout", "oteldemo.CheckoutService/PlaceOrder", 40, 4, 62, 186 * slow, isDeclined)
            .Call("checkout", "cart", "oteldemo.CartService/EmptyCart", 42, 41, 64, 70 * slow)
            .Query("cart", "DEL", 44, 43, 65, 68 * slow, "redis", null)
            .Call("checkout", "shipping", "oteldemo.ShippingService/GetQuote", 46, 41, 70, 78 + (quote * slow))
            .Call("shipping", "quote", "oteldemo.QuoteService/GetQuote", 48, 47, 72, 75 + (quote * slow))
            .Call("checkout", "payment", "oteldemo.PaymentService/Charge", 50, 41, 100, 130, isDeclined);
        if (isDeclined)
            return trace;
        return trace.Call("checkout", "email", "oteldemo.EmailService/SendOrderConfirmation", 52, 41, 130, 150)
            .Query("checkout", "INSERT orders", 54, 41, 131, 140, "postgresql", "checkout")
            .Span("checkout", "publish orders", 56, 41, 150, 152, s => Message(s, SpanKind.Producer))
            .Span("accounting", "process orders", 57, 56, 160, 185, s => Message(s, SpanKind.Consumer))
            .Query("accounting", "INSERT order", 58, 57, 162, 180, "postgresql", "accounting")
            .Span("fraud-detection", "process orders", 59, 56, 161, 175, s => Message(s, SpanKind.Consumer))
            .Span("recommendation", "process orders", 61, 56, 161, 166, s => Message(s, SpanKind.Consumer));
    }

    /// <summary>A call with both of its sides; the callee's span has the next id.</summary>
    public static TraceSketch Call(
        this TraceSketch trace, string caller, string callee, string name, ulong id, ulong parent, double from, double until, bool isError = false) => trace
        .Span(caller, name, id, parent, from, until, s => (s.Kind, s.Status) = (SpanKind.Client, StatusOf(isError)))
        .Span(callee, name, id + 1, id, from + 0.5, until - 0.5, s => s.Status = StatusOf(isError));

    private static TraceSketch Query(
        this TraceSketch trace, string caller, string name, ulong id, ulong parent, double from, double until, string system, string? database) => trace
        .Span(caller, name, id, parent, from, until, s =>
        {
            s.Kind = SpanKind.Client;
            s.Attributes.Add(TraceSketch.Attribute("db.system.name", system));
            s.Attributes.Add(TraceSketch.Attribute("server.address", system == "redis" ? "valkey-cart" : "postgres"));
            if (database is not null)
                s.Attributes.Add(TraceSketch.Attribute("db.namespace", database));
        });

    private static void Message(Span span, SpanKind kind)
    {
        span.Kind = kind;
        span.Attributes.Add(TraceSketch.Attribute("messaging.system", "kafka"));
        span.Attributes.Add(TraceSketch.Attribute("messaging.destination.name", "orders"));
    }

    private static Status? StatusOf(bool isError) => isError ? new Status { Code = Status.Types.StatusCode.Error, Message = "card 4111 declined" } : null;
}
