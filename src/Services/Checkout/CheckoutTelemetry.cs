using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Oteldemo;
using OtelShop.Checkouts.Outbox;
using OtelShop.Checkouts.Preparation;

namespace OtelShop.Checkouts;

/// <summary>Span names, attributes and events of the service. They never contain the card number, its code or the email address.</summary>
internal static class CheckoutTelemetry
{
    public const string SourceName = "checkout";
    public const string UnrefundedOrders = "demo.checkout.unrefunded.orders";
    public const string DeliveryFailures = "demo.checkout.delivery.failures";
    public const string OutboxKind = "demo.checkout.outbox.kind";
    public const string Placements = "demo.order.placements";
    public const string Failures = "demo.order.failures";
    public const string FailureReason = "demo.order.failure.reason";
    public const string Revenue = "demo.order.revenue";
    public const string RevenueUsd = "demo.order.revenue_usd";
    public const string SelectedCurrency = "demo.user_context.selected_currency";

    private static readonly ActivitySource Source = new(SourceName);

    public static void OrderAsked(Activity? span, PlaceOrderRequest request)
    {
        if (span is null)
            return;

        span.SetTag("user.id", request.UserId);
        span.SetTag(SelectedCurrency, request.UserCurrency);
        span.SetTag("user.hash", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(request.Email))));
        if (request.CreditCard is { } card)
            span.SetTag("demo.payment.card_number", card.MaskedNumber());
        if (span.GetBaggageItem("synthetic_request") == "true")
            span.SetTag("user_agent.synthetic.type", "test");
    }

    public static void HistoryAsked(Activity? span, string userId) => span?.SetTag("user.id", userId);

    public static Activity? StartPreparation() => Source.StartActivity("prepareOrderItemsAndShippingQuoteFromCart");

    public static void Prepared(Activity? preparation, PreparedOrder order)
    {
        preparation?.SetTag("demo.shipping.amount", (double)order.ShippingCost.ToDecimal());
        preparation?.SetTag("demo.cart.items.count", order.Items.Sum(line => (long)line.Item.Quantity));
        preparation?.SetTag("demo.order.items.count", order.Items.Count);
    }

    public static void Prepared(Activity? span) => span?.AddEvent(new ActivityEvent("prepared"));

    public static void Charged(Activity? span, string transactionId) =>
        span?.AddEvent(new ActivityEvent("charged", tags: new() { ["demo.payment.transaction.id"] = transactionId }));

    public static void Shipped(Activity? span, string trackingId) =>
        span?.AddEvent(new ActivityEvent("shipped", tags: new() { ["demo.shipping.tracking.id"] = trackingId }));

    public static void Placed(Activity? span, PreparedOrder order, OrderResult result)
    {
        span?.SetTag("demo.order.id", result.OrderId);
        span?.SetTag("demo.shipping.amount", (double)order.ShippingCost.ToDecimal());
        span?.SetTag("demo.order.amount", (double)order.Total.ToDecimal());
        span?.SetTag("demo.order.items.count", order.Items.Count);
        span?.SetTag("demo.shipping.tracking.id", result.ShippingTrackingId);
    }

    /// <summary>An earlier request placed the order.</summary>
    public static void Repeated(Activity? span, OrderResult result)
    {
        span?.SetTag("demo.order.id", result.OrderId);
        span?.AddEvent(new ActivityEvent("order repeated"));
    }

    /// <summary>The order stands, but the cart could not be emptied.</summary>
    public static void CartKept(Activity? span) => span?.AddEvent(new ActivityEvent("cart kept"));

    public static void Failed(Activity? span, Exception error)
    {
        span?.SetTag("error.type", error.GetType().FullName);
        span?.AddException(error);
        span?.SetStatus(ActivityStatusCode.Error, error.Message);
    }

    public static void EventCopied(int copies) => Activity.Current?.SetTag("demo.order.event.copies", copies);

    /// <summary>Continues the trace of the order that wrote the message, even in another process.</summary>
    public static Activity? StartDelivery(OutboxMessage message)
    {
        var span = message.Trace.Continue(Source, "outbox relay");
        span?.SetTag("demo.order.id", message.OrderId.ToString());
        return span;
    }
}
