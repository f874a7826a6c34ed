using System.Diagnostics.Metrics;

namespace OtelShop.Checkouts;

internal sealed class CheckoutMetrics
{
    private readonly Counter<long> _unrefunded;
    private readonly Counter<long> _failures;

    public CheckoutMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(CheckoutTelemetry.SourceName);
        _unrefunded = meter.CreateCounter<long>(CheckoutTelemetry.UnrefundedOrders, "{order}", "Orders whose charge a person has to refund");
        _failures = meter.CreateCounter<long>(CheckoutTelemetry.DeliveryFailures, "{message}", "Attempts to deliver a message of the outbox that failed");
    }

    public void Unrefunded() => _unrefunded.Add(1);

    public void NotDelivered(string kind) => _failures.Add(1, new KeyValuePair<string, object?>(CheckoutTelemetry.OutboxKind, kind));
}
