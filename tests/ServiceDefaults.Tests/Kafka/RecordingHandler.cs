using System.Diagnostics;
using Oteldemo;
using OpenTelemetry;
using OtelShop.ServiceDefaults.Kafka;

namespace OtelShop.ServiceDefaults.Tests.Kafka;

/// <summary>Keeps what it is given. Fails as often as it was told before, and rejects the order "impossible".</summary>
internal sealed class RecordingHandler(HandlerRecord record) : IKafkaMessageHandler<OrderResult>
{
    public Task HandleAsync(OrderResult message, DateTimeOffset eventTime, CancellationToken cancellationToken)
    {
        record.Attempts.Writer.TryWrite(message.OrderId);
        if (message.OrderId == "impossible")
            throw new KafkaMessageRejectedException("There is no such order.");
        if (record.TakeFailure())
            throw record.Failure;
        record.Handled.Writer.TryWrite(new HandledOrder(message.OrderId, eventTime, Activity.Current, Baggage.GetBaggage("session.id")));
        return Task.CompletedTask;
    }
}
