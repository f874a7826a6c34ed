using System.Diagnostics.Metrics;
using OtelShop.Checkouts.Preparation;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Telemetry;
using OtelShop.ServiceDefaults.Validation;

namespace OtelShop.Checkouts;

internal sealed class CheckoutMetrics
{
    private readonly Counter<long> _placements;
    private readonly Counter<long> _failures;
    private readonly Counter<double> _revenue;
    private readonly Counter<double> _revenueUsd;
    private readonly Counter<long> _unrefunded;
    private readonly Counter<long> _undelivered;

    public CheckoutMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(CheckoutTelemetry.SourceName);
        _placements = meter.CreateCounter<long>(CheckoutTelemetry.Placements, "{order}", "Orders placed");
        _failures = meter.CreateCounter<long>(CheckoutTelemetry.Failures, "{order}", "Requests for an order that were refused or failed");
        _revenue = meter.CreateCounter<double>(CheckoutTelemetry.Revenue, "{currency}", "Totals of the orders placed, in units of the shopper's currency");
        _revenueUsd = meter.CreateCounter<double>(CheckoutTelemetry.RevenueUsd, "{USD}", "Totals of the orders placed, in US dollars");
        _unrefunded = meter.CreateCounter<long>(CheckoutTelemetry.UnrefundedOrders, "{order}", "Orders whose charge a person has to refund");
        _undelivered = meter.CreateCounter<long>(CheckoutTelemetry.DeliveryFailures, "{message}", "Attempts to deliver a message of the outbox that failed");
    }

    public void Placed(PreparedOrder order)
    {
        var currency = new KeyValuePair<string, object?>(CheckoutTelemetry.SelectedCurrency, order.Total.CurrencyCode);
        _placements.Add(1, SyntheticTraffic.Tags(currency));
        _revenue.Add((double)order.Total.ToDecimal(), SyntheticTraffic.Tags(currency));
        _revenueUsd.Add((double)order.TotalUsd, SyntheticTraffic.Tags());
    }

    public void NotPlaced(Exception error) => _failures.Add(1, SyntheticTraffic.Tags(new KeyValuePair<string, object?>(CheckoutTelemetry.FailureReason, ReasonOf(error))));

    public void Unrefunded() => _unrefunded.Add(1);

    public void NotDelivered(string kind) => _undelivered.Add(1, new KeyValuePair<string, object?>(CheckoutTelemetry.OutboxKind, kind));

    private static string ReasonOf(Exception error) => error switch
    {
        PreconditionFailedException refused => refused.Reason,
        UnavailableException { Reason: { } reason } => reason,
        InvalidRequestException => "INVALID_ARGUMENT",
        OperationCanceledException => "CANCELLED",
        _ => "OTHER",
    };
}
