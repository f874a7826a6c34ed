using System.Diagnostics;
using Oteldemo;

namespace OtelShop.Accountings;

internal sealed class AccountingTelemetry : IDisposable
{
    public const string SourceName = "Accounting.Consumer";

    private const string OrderId = "demo.order.id";
    private const string ItemsCount = "demo.order.items.count";

    private readonly ActivitySource _source = new(SourceName);

    public Activity? OrderConsumed(OrderResult order) =>
        _source.StartActivity("order-consumed")?.SetTag(OrderId, order.OrderId).SetTag(ItemsCount, order.Items.Count);

    public void Dispose() => _source.Dispose();
}
