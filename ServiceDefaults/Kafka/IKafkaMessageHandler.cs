using Google.Protobuf;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>What a service does with each message of a topic. A new instance in a scope of its own handles each message.</summary>
/// <typeparam name="TMessage">What the message's value is parsed as.</typeparam>
public interface IKafkaMessageHandler<in TMessage>
    where TMessage : IMessage
{
    /// <summary>
    /// Handles one message. When it returns, the message counts as done; when it throws, the same message comes again after a pause,
    /// until its attempts are used up. See <see cref="KafkaConsumerOptions"/>.
    /// A crash or a rebalance may repeat a message that was handled already, so the effect must be the same once or twice.
    /// </summary>
    /// <param name="message">The parsed value.</param>
    /// <param name="eventTime">When the producer made the message, however late it is handled.</param>
    /// <param name="cancellationToken">Cancelled when the service stops.</param>
    Task HandleAsync(TMessage message, DateTimeOffset eventTime, CancellationToken cancellationToken);
}
