using Confluent.Kafka;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults.Kafka;

namespace OtelShop.Checkouts.Outbox;

internal sealed class OrderEvent(IProducer<Null, byte[]> producer, IOptions<CheckoutOptions> options) : IOutboxDelivery
{
    public static string Kind => "event";

    // Compat: the value is the bare OrderResult and there is no key, so upstream's consumers read it.
    public Task DeliverAsync(OutboxMessage message, CancellationToken cancellationToken) =>
        producer.ProduceTracedAsync(options.Value.Topic, new Message<Null, byte[]> { Value = message.Payload }, cancellationToken);
}
