namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Where the broker is, and who is calling.</summary>
internal sealed record KafkaAddress(string Servers, string ClientId);
