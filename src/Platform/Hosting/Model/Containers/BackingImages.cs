namespace Aspire.Hosting;

/// <summary>The images of the backing services and their versions: Aspire's, so that both stacks run the same servers.</summary>
internal static class BackingImages
{
    public const string Registry = "docker.io";
    public const string Postgres = "library/postgres";
    public const string PostgresTag = "17.6";
    public const string Redis = "library/redis";
    public const string RedisTag = "8.6";
    public const string Valkey = "valkey/valkey";
    public const string ValkeyTag = "9.0";
    public const string Kafka = "confluentinc/confluent-local";
    public const string KafkaTag = "8.1.1";
}
