using OpenTelemetry.Proto.Trace.V1;
using OtelShop.Dashboard.Tests.Telemetry;
using static OpenTelemetry.Proto.Trace.V1.Span.Types;

namespace OtelShop.Dashboard.Tests.Traces;

/// <summary>A purchase as the shop's services tell it: a payment that is declined once, a query, a message that others take up.</summary>
internal static class Checkout
{
    public const string DeclinedMessage = "the card was declined <script>alert(1)</script>";

    public static TraceSketch Trace(ulong id, long start) => new TraceSketch(id, start)
        .Span("frontend", "POST /api/checkout", 1, 0, 0, 120, s => s.Attributes.Add(TraceSketch.Attribute("http.route", "/api/checkout")))
        .Span("frontend", "oteldemo.CheckoutService/PlaceOrder", 2, 1, 4, 117, s => s.Kind = SpanKind.Client)
        .Span("checkout", "oteldemo.CheckoutService/PlaceOrder", 3, 2, 6, 115, Retried)
        .Span("cart", "oteldemo.CartService/GetCart", 4, 3, 8, 14)
        .Span("cart", "HGETALL", 5, 4, 9, 12, s => Database(s, "valkey"))
        .Span("product-catalog", "oteldemo.ProductCatalogService/GetProduct", 6, 3, 15, 24)
        .Span("product-catalog", "SELECT products", 7, 6, 16, 22, s => Database(s, "postgresql"))
        .Span("currency", "oteldemo.CurrencyService/Convert", 8, 3, 25, 28)
        .Span("shipping", "oteldemo.ShippingService/GetQuote", 9, 3, 29, 44)
        .Span("quote", "oteldemo.QuoteService/GetQuote", 10, 9, 31, 41)
        .Span("payment", "oteldemo.PaymentService/Charge", 11, 3, 46, 60, Declined)
        .Span("payment", "oteldemo.PaymentService/Charge", 12, 3, 70, 88)
        .Span("email", "oteldemo.EmailService/SendOrderConfirmation", 13, 3, 90, 104)
        .Span("checkout", "publish orders", 14, 3, 105, 109, s => s.Kind = SpanKind.Producer)
        .Span("accounting", "process orders", 15, 14, 112, 150, s => s.Kind = SpanKind.Consumer)
        .Span("fraud-detection", "process orders", 16, 14, 113, 131, s => s.Kind = SpanKind.Consumer);

    private static void Database(Span span, string system)
    {
        span.Kind = SpanKind.Client;
        span.Attributes.Add(TraceSketch.Attribute("db.system.name", system));
        span.Attributes.Add(TraceSketch.Attribute("server.address", "localhost"));
    }

    private static void Retried(Span span)
    {
        span.Attributes.Add(TraceSketch.Attribute("demo.order.id", "01a1fcd6-84f7"));
        span.Events.Add(new Span.Types.Event { Name = "prepared", TimeUnixNano = span.StartTimeUnixNano + 39_000_000 });
        span.Links.Add(new Span.Types.Link { TraceId = TraceSketch.Bytes16(99), SpanId = TraceSketch.Bytes8(1) });
    }

    private static void Declined(Span span)
    {
        span.Status = new Status { Code = Status.Types.StatusCode.Error, Message = DeclinedMessage };
        var failure = new Span.Types.Event { Name = "exception", TimeUnixNano = span.EndTimeUnixNano };
        failure.Attributes.Add(TraceSketch.Attribute("exception.type", "CardDeclinedException"));
        failure.Attributes.Add(TraceSketch.Attribute("exception.stacktrace", "CardDeclinedException: declined\n   at Payment.Charge()"));
        span.Events.Add(failure);
    }
}
