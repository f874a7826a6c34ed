using System.Diagnostics;
using System.Diagnostics.Metrics;
using OtelShop.Emails.Delivery;

namespace OtelShop.Emails;

internal sealed class EmailTelemetry(IMeterFactory meters) : IDisposable
{
    public const string SourceName = "email";

    private const string OrderId = "demo.order.id";

    private readonly ActivitySource _source = new(SourceName);
    private readonly Counter<long> _confirmations = meters.Create(SourceName)
        .CreateCounter<long>("demo.notification.confirmations", "1", "Order confirmations sent");

    public static void Describe(string orderId) => Activity.Current?.SetTag(OrderId, orderId);

    public Activity? Sending(string orderId) => _source.StartActivity("send_email")?.SetTag(OrderId, orderId);

    public void Sent() => _confirmations.Add(1);

    /// <summary>Measures what the outbox holds, for as long as the process lives.</summary>
    public void Watch(Outbox outbox) => meters.Create(SourceName)
        .CreateObservableGauge("demo.email.outbox.retained", () => outbox.Retained, "By", "Memory of sent mails that are still kept");

    public void Dispose() => _source.Dispose();
}
