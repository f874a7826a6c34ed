using System.Diagnostics;
using System.Diagnostics.Metrics;
using Oteldemo;

namespace OtelShop.Shippings;

internal sealed class ShippingTelemetry(IMeterFactory meters)
{
    public const string SourceName = "otel_demo.shipping.quote";

    private const string CostTotal = "demo.shipping.cost.total";

    private readonly Counter<long> _itemsShipped = meters.Create(SourceName)
        .CreateCounter<long>("demo.shipping.items_shipped", "{item}", "Items shipped");

    public void Shipped(int quantity) => _itemsShipped.Add(quantity);

    /// <returns>The cost as the telemetry has it.</returns>
    public static string QuoteReceived(Money cost)
    {
        // Compat: a string of dollars and cents, not a number.
        var total = cost.ToDecimal().ToString("0.00");
        Activity.Current?
            .SetTag(CostTotal, total)
            .AddEvent(new ActivityEvent("shipping.quote.received", tags: new ActivityTagsCollection { [CostTotal] = total }));
        return total;
    }
}
