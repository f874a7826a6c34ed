using System.Diagnostics.Metrics;

namespace OtelShop.Checkouts;

internal sealed class CheckoutMetrics(IMeterFactory meters)
{
    private readonly Counter<long> _unrefunded = meters.Create(CheckoutTelemetry.SourceName)
        .CreateCounter<long>(CheckoutTelemetry.UnrefundedOrders, "{order}", "Orders whose charge a person has to refund");

    public void Unrefunded() => _unrefunded.Add(1);
}
