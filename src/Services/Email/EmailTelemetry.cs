using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OtelShop.Emails;

internal sealed class EmailTelemetry(IMeterFactory meters) : IDisposable
{
    public const string SourceName = "email";

    private const string OrderId = "demo.order.id";
    private const string GivenUpReason = "demo.notification.given_up.reason";

    private readonly ActivitySource _source = new(SourceName);
    private readonly Counter<long> _confirmations = meters.Create(SourceName)
        .CreateCounter<long>("demo.notification.confirmations", "1", "Order confirmations sent");

    private readonly Counter<long> _givenUp = meters.Create(SourceName)
        .CreateCounter<long>("demo.notification.given_up", "{mail}", "Order confirmations that are not tried again");

    public static void Describe(string orderId) => Activity.Current?.SetTag(OrderId, orderId);

    public Activity? Sending(string orderId) => _source.StartActivity("send_email")?.SetTag(OrderId, orderId);

    /// <param name="reason">refused: the recipient does not exist; unknown: the mail server did not answer.</param>
    public void GaveUp(string reason) => _givenUp.Add(1, new KeyValuePair<string, object?>(GivenUpReason, reason));

    public void Sent() => _confirmations.Add(1);

    public void ObserveRetained(Func<long> retainedBytes) => meters.Create(SourceName)
        .CreateObservableGauge("demo.email.outbox.retained", retainedBytes, "By", "Memory that retained mails take");

    public void Dispose() => _source.Dispose();
}
