using OtelShop.Testing.Backing;

namespace OtelShop.Checkout.Tests;

/// <summary>The PostgreSQL server and the Kafka broker that the tests share.</summary>
public sealed class Backing : IAsyncLifetime
{
    public PostgresServer Postgres { get; } = new();

    public KafkaBroker Kafka { get; } = new();

    public async ValueTask InitializeAsync() => await Task.WhenAll(Postgres.InitializeAsync().AsTask(), Kafka.InitializeAsync().AsTask());

    public async ValueTask DisposeAsync() => await Task.WhenAll(Postgres.DisposeAsync().AsTask(), Kafka.DisposeAsync().AsTask());
}
