using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OtelShop.Testing.Backing;
using StackExchange.Redis;

namespace OtelShop.Carts.Tests;

/// <summary>A Redis server, and stores that reach it over connections of their own.</summary>
public sealed class RedisFixture : IAsyncLifetime
{
    private readonly RedisServer _server = new();
    private readonly List<ConnectionMultiplexer> _connections = [];
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<CartTelemetry>().BuildServiceProvider();

    internal IDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _server.InitializeAsync();
        Database = Connect().GetDatabase();
    }

    public ValueTask DisposeAsync()
    {
        _connections.ForEach(connection => connection.Dispose());
        _services.Dispose();
        return _server.DisposeAsync();
    }

    internal RedisCartStore Store(CartOptions options) => new(Connect(), Options.Create(options), _services.GetRequiredService<CartTelemetry>(), TimeProvider.System, NullLogger<RedisCartStore>.Instance);

    private ConnectionMultiplexer Connect()
    {
        var connection = ConnectionMultiplexer.Connect(_server.ConnectionString);
        lock (_connections)
            _connections.Add(connection);
        return connection;
    }
}
