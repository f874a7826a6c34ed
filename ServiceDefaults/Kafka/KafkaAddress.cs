namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Bootstrap servers and client id.</summary>
internal sealed record KafkaAddress(string Servers, string ClientId);
