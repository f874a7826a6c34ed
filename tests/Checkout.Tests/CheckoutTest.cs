using System.Diagnostics.Metrics;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Npgsql;
using Oteldemo;
using OtelShop.Checkout.Tests.Fakes;
using OtelShop.Checkouts;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.Checkout.Tests;

/// <summary>A checkout with a database and a topic of its own, the other services faked, and three products on offer.</summary>
[Collection(BackingCollection.Name)]
public abstract class CheckoutTest(Backing backing, PostgresServer? postgres = null) : IAsyncLifetime
{
    private static readonly string[] Dependencies = ["cart", "product-catalog", "currency", "shipping", "payment", "email"];
    private readonly List<ServiceHost<Program>> _replicas = [];
    private readonly string _topic = $"orders-{Guid.NewGuid():N}";
    private NpgsqlDataSource? _database;
    private FakeShop? _shop;

    protected static CancellationToken Patience => new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token;

    private protected FakeShop Shop => _shop!;

    protected TestFlags Flags { get; } = new();

    protected PostgresServer Postgres => postgres ?? backing.Postgres;

    protected string ConnectionString { get; set; } = "";

    protected Oteldemo.CheckoutService.CheckoutServiceClient Checkout => CheckoutOf(replica: 0);

    protected string User { get; } = Guid.NewGuid().ToString();

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await CreateDatabaseAsync();
        _database = NpgsqlDataSource.Create(ConnectionString);
        _shop = await FakeShop.OpenAsync();
        Shop.Catalog.Offer("TELESCOPE", 101.96m);
        Shop.Catalog.Offer("LAMP", 57.08m);
        Shop.Catalog.Offer("BOOK", 0.99m);
        Start();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Shop.DisposeAsync();
        await _database!.DisposeAsync();
    }

    protected virtual Task<string> CreateDatabaseAsync() => Postgres.CreateDatabaseAsync();

    /// <summary>Starts a checkout; a second one is a second replica.</summary>
    protected void Start(string? brokers = null, string outboxInterval = "00:00:00.050", int maximumConcurrentOrders = 64)
    {
        (string, string?)[] settings =
        [
            ("ConnectionStrings:checkout", ConnectionString),
            ("ConnectionStrings:kafka", brokers ?? backing.Kafka.BootstrapServers),
            ("Checkout:Topic", _topic),
            ("Checkout:OutboxInterval", outboxInterval),
            ("Checkout:MaximumConcurrentOrders", $"{maximumConcurrentOrders}"),
            ("Checkout:RecoveryInterval", "00:00:00.050"),
            .. Dependencies.Select(dependency => ($"services:{dependency}:grpc:0", (string?)Shop.Address)),
        ];
        var replica = new ServiceHost<Program>(Flags.AddTo, settings);
        replica.StartServer();
        _replicas.Add(replica);
    }

    protected Oteldemo.CheckoutService.CheckoutServiceClient CheckoutOf(int replica) => new(_replicas[replica].Channel);

    protected async Task StopAsync()
    {
        foreach (var replica in _replicas)
            await replica.DisposeAsync();
        _replicas.Clear();
    }

    protected async Task<OrderResult> BuyAsync(string currency = "USD", params (string Product, int Quantity)[] lines)
    {
        Shop.Cart.Put(User, lines.Length > 0 ? lines : [("TELESCOPE", 1), ("LAMP", 2), ("BOOK", 3)]);
        return (await Checkout.PlaceOrderAsync(Orders.By(User, currency))).Order;
    }

    protected async Task<RpcException> RefusedAsync(PlaceOrderRequest request) =>
        await Assert.ThrowsAsync<RpcException>(async () => await Checkout.PlaceOrderAsync(request));

    protected async Task<RpcException> FailingToBuyAsync(string currency = "USD")
    {
        Shop.Cart.Put(User, ("TELESCOPE", 1), ("LAMP", 2), ("BOOK", 3));
        return await RefusedAsync(Orders.By(User, currency));
    }

    protected async Task<HealthStatus> HealthAsync() =>
        (await _replicas[0].Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;

    protected async Task<T> QueryAsync<T>(string query)
    {
        await using var command = _database!.CreateCommand(query);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    protected async Task ExecuteAsync(string statement)
    {
        await using var command = _database!.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Begins a transaction with one statement.</summary>
    protected async Task<NpgsqlTransaction> BeginAsync(string statement)
    {
        var connection = await _database!.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(statement, connection, transaction);
        await command.ExecuteNonQueryAsync();
        return transaction;
    }

    /// <summary>Collects what the first replica measures.</summary>
    private protected MetricCollector<T> Measure<T>(string instrument)
        where T : struct => new(_replicas[0].Services.GetRequiredService<IMeterFactory>(), CheckoutTelemetry.SourceName, instrument);

    private protected OrdersTopic OpenTopic(KafkaBroker? broker = null) => new((broker ?? backing.Kafka).BootstrapServers, _topic);
}
