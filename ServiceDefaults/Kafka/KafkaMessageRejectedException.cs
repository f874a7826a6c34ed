namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>
/// Thrown by a handler for a message that parses but can never be handled, however often it comes: it goes to the dead letters instead of
/// holding up the messages behind it.
/// </summary>
/// <param name="message">Why; it is logged and written into the dead letter's headers.</param>
/// <param name="cause">What was caught, or null.</param>
public sealed class KafkaMessageRejectedException(string message, Exception? cause = null) : Exception(message, cause);
