using Confluent.Kafka;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;

namespace OtelShop.FraudDetection.Tests;

public sealed class QueueProblemsTests(PostgresServer server, KafkaBroker broker) : IClassFixture<PostgresServer>, IClassFixture<KafkaBroker>, IAsyncLifetime
{
    private const string Flag = "kafkaQueueProblems";
    private readonly TestFlags _flags = new();
    private string _database = "";
    private Screening _screening = null!;

    public async ValueTask InitializeAsync()
    {
        _database = await server.CreateDatabaseAsync();
        _screening = new Screening(_database);
    }

    public async ValueTask DisposeAsync() => await _screening.DisposeAsync();

    [Fact]
    public async Task An_order_is_screened_when_its_second_is_over()
    {
        await _screening.CreateTablesAsync();
        _screening.Flags.Set(Flag, 100);
        var screening = _screening.HandleAsync(Orders.Ordinary("o-1"));
        await Eventually.HoldsAsync(() => _screening.Seconds.TimersOf(TimeSpan.FromSeconds(1)) == 1);
        Assert.Equal(0L, await _screening.QueryAsync<long>("SELECT count(*) FROM screened_orders"));

        _screening.Seconds.Advance(TimeSpan.FromSeconds(1));

        await screening;
        Assert.Equal(1L, await _screening.QueryAsync<long>("SELECT count(*) FROM screened_orders"));
    }

    [Fact]
    public async Task No_order_waits_while_the_flag_is_off()
    {
        await _screening.CreateTablesAsync();
        _screening.Flags.Set(Flag, 0);

        await _screening.HandleAsync(Orders.Ordinary("o-1"));

        Assert.Equal(1L, await _screening.QueryAsync<long>("SELECT count(*) FROM screened_orders"));
    }

    [Fact]
    public async Task A_share_of_the_orders_can_be_chosen_by_their_session()
    {
        await _screening.CreateTablesAsync();
        _screening.Flags.Set(Flag, value: 0, otherwise: 100, context => context.TryGetValue("session", out var session) && Guid.TryParse(session.AsString, out _));

        await _screening.HandleAsync(Orders.Ordinary("o-1"));

        Assert.Equal(1L, await _screening.QueryAsync<long>("SELECT count(*) FROM screened_orders"));
    }

    [Fact]
    public async Task Lag_rises_while_orders_wait_and_falls_once_the_flag_is_off()
    {
        var clock = new TestClock();
        _flags.Set(Flag, 100);
        await using var host = Start(clock);
        using var lag = new LagGauge("fraud-detection");
        await PublishAsync(copies: 20);
        await Eventually.HoldsAsync(() => clock.TimersOf(TimeSpan.FromSeconds(1)) == 1 && lag.Read() >= 10);

        _flags.Set(Flag, 0);
        clock.Advance(TimeSpan.FromSeconds(1));

        await Eventually.HoldsAsync(() => lag.Read() == 0);
        Assert.Equal(1L, await _screening.QueryAsync<long>("SELECT count(*) FROM screened_orders"));
    }

    private ServiceHost<FraudDetections.OrderScreening> Start(TimeProvider clock)
    {
        var host = new ServiceHost<FraudDetections.OrderScreening>(
            services =>
            {
                _flags.AddTo(services);
                services.AddSingleton(clock);
            },
            ("ConnectionStrings:kafka", broker.BootstrapServers), ("ConnectionStrings:fraud", _database));
        host.StartServer();
        return host;
    }

    private async Task PublishAsync(int copies)
    {
        using var producer = new ProducerBuilder<Null, byte[]>(new ProducerConfig { BootstrapServers = broker.BootstrapServers }).Build();
        var value = Orders.Ordinary("o-1").ToByteArray();
        await Task.WhenAll(Enumerable.Range(0, copies).Select(_ => producer.ProduceAsync("orders", new Message<Null, byte[]> { Value = value })));
    }
}
