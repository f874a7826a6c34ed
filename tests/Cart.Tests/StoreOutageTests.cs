using System.Diagnostics.Metrics;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Oteldemo;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;
using CartClient = Oteldemo.CartService.CartServiceClient;

namespace OtelShop.Carts.Tests;

public sealed class StoreOutageTests : IAsyncLifetime
{
    private readonly RedisServer _redis = new();
    private readonly FakeLogCollector _log = new();
    private ServiceHost<Program> _host = null!;
    private CartClient _cart = null!;

    public async ValueTask InitializeAsync()
    {
        await _redis.InitializeAsync();
        _host = new ServiceHost<Program>(services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_log))), ("ConnectionStrings:valkey-cart", $"{_redis.ConnectionString},connectTimeout=5000,syncTimeout=5000"));
        _cart = new CartClient(_host.Channel);
        await AddAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task Without_its_store_every_call_is_unavailable()
    {
        await _redis.StopAsync();

        // Each waits for the store as long as its client does, so they wait at the same time.
        var errors = await Task.WhenAll(
            Assert.ThrowsAsync<RpcException>(AddAsync),
            Assert.ThrowsAsync<RpcException>(async () => await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" })),
            Assert.ThrowsAsync<RpcException>(async () => await _cart.EmptyCartAsync(new EmptyCartRequest { UserId = "ada" })));

        Assert.All(errors, error => Assert.Equal(StatusCode.Unavailable, error.StatusCode));
    }

    [Fact]
    public async Task The_store_shows_nothing_of_itself_to_the_caller()
    {
        await _redis.StopAsync();

        var error = await Assert.ThrowsAsync<RpcException>(AddAsync);

        Assert.Equal("The cart store cannot be reached.", error.Status.Detail);
    }

    [Fact]
    public async Task Callers_that_leave_before_the_store_answers_make_one_record_of_it()
    {
        using var commands = new MetricCollector<double>(_host.Services.GetRequiredService<IMeterFactory>(), CartTelemetry.SourceName, "db.client.operation.duration");
        await _redis.PauseAsync(TimeSpan.FromMinutes(1));

        var errors = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<RpcException>(
            async () => await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(300)))));
        await Eventually.HoldsAsync(() => commands.GetMeasurementSnapshot().Count(command => command.Tags.ContainsKey("error.type")) == 20);

        Assert.All(errors, error => Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode));
        Assert.Equal(1, Outages());
    }

    [Fact]
    public async Task A_caller_that_leaves_a_store_that_answers_makes_no_record()
    {
        using var left = new CancellationTokenSource();
        await left.CancelAsync();

        await Assert.ThrowsAsync<RpcException>(async () => await _cart.GetCartAsync(new GetCartRequest { UserId = "ada" }, cancellationToken: left.Token));
        await AddAsync();

        Assert.Equal(0, Outages());
    }

    private int Outages() => _log.GetSnapshot().Count(record => record.Id.Name == "cart.redis.connection_failed");

    private async Task AddAsync() =>
        await _cart.AddItemAsync(new AddItemRequest { UserId = "ada", Item = new CartItem { ProductId = "OLJCESPC7Z", Quantity = 1 } });
}
