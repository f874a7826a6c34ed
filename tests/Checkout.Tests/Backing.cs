using OtelShop.Testing.Backing;

namespace OtelShop.Checkout.Tests;

/// <summary>The PostgreSQL server and the Kafka broker that the tests share.</summary>
public sealed class Backing : IAsyncLifetime
{
    public PostgresServer Postgres { get; } = new();

    public KafkaBroker Kafka { get; } = new();

    public Task InitializeAsync() => Task.WhenAll(Postgres.InitializeAsync(), Kafka.InitializeAsync());

    public Task DisposeAsync() => Task.WhenAll(Postgres.DisposeAsync(), Kafka.DisposeAsync());
}
