using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Oteldemo;
using OtelShop.Payments.Cards;
using OtelShop.ServiceDefaults.Telemetry;

namespace OtelShop.Payments;

internal sealed class PaymentTelemetry(IMeterFactory meters)
{
    public const string SourceName = "payment";
    public const string LoyaltyLevel = "demo.user_context.loyalty_level";

    /// <summary>Level of every failure that <c>paymentFailure</c> injects: what an investigation can find.</summary>
    public const string FailingLoyaltyLevel = "gold";

    private const string Currency = "demo.payment.currency";

    private static readonly ActivitySource Source = new(SourceName);
    private static readonly ImmutableArray<string> LoyaltyLevels = ["platinum", "gold", "silver", "bronze"];

    private readonly Counter<long> _transactions = meters.Create(SourceName).CreateCounter<long>(
        "demo.payment.transactions", unit: "{transaction}", description: "Charges made, by currency");

    private readonly Counter<long> _refunds = meters.Create(SourceName).CreateCounter<long>(
        "demo.payment.refunds", unit: "{refund}", description: "Charges refunded, by currency");

    /// <summary>Starts the span of a charge. Of the card it holds only the brand and the last four digits.</summary>
    public static Activity? StartCharge(ChargeRequest request)
    {
        if (request.Amount is { } amount)
            Activity.Current?.SetTag("demo.payment.amount", Text(amount));

        var span = Source.StartActivity("charge");
        if (span is null)
            return null;

        if (IsSynthetic(span))
            span.SetTag("user_agent.synthetic.type", "test");
        if (span.GetBaggageItem("enduser.id") is { } user)
            span.SetTag("enduser.id", user);
        return span;
    }

    public static void CardRead(Activity? span, CardNumber? number, CreditCardInfo? card)
    {
        span?.SetTag("demo.payment.card_valid", number is not null);
        if (number is not null)
            span?.SetTag("demo.payment.card_type", number.Brand);
        if (card is not null)
            span?.SetTag("demo.payment.card_number", card.MaskedNumber());
    }

    public void Charged(Activity? span, string currency, string loyaltyLevel)
    {
        span?.SetTag(LoyaltyLevel, loyaltyLevel);
        // Compat: an order of the load generator is marked as not charged, although it takes the whole way.
        span?.SetTag("demo.payment.charged", !IsSynthetic(span));
        _transactions.Add(1, SyntheticTraffic.Tags(new KeyValuePair<string, object?>(Currency, currency)));
    }

    public void Refunded(string currency) => _refunds.Add(1, SyntheticTraffic.Tags(new KeyValuePair<string, object?>(Currency, currency)));

    public static void FailedOnPurpose(Activity? span) => span?.SetTag(LoyaltyLevel, FailingLoyaltyLevel);

    public static void Failed(Activity? span, Exception error)
    {
        span?.SetTag("error.type", error.GetType().FullName);
        span?.AddException(error);
        span?.SetStatus(ActivityStatusCode.Error, error.Message);
    }

    /// <summary>The amount with two decimals.</summary>
    public static string Text(Money amount) => amount.ToDecimal().ToString("0.00");

    // Compat: the level is random per charge, an attribute to group traces by.
    public static string PickLoyaltyLevel() => LoyaltyLevels[Random.Shared.Next(LoyaltyLevels.Length)];

    private static bool IsSynthetic(Activity span) => span.GetBaggageItem("synthetic_request") == "true";
}
