using System.Diagnostics;
using System.Diagnostics.Metrics;

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

    public void ObserveRetained(Func<long> retainedBytes) => meters.Create(SourceName)
        .CreateObservableGauge("demo.email.outbox.retained", retainedBytes, "By", "Memory that retained mails take");

    public void Dispose() => _source.Dispose();
}
