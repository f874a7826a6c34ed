using System.Net;
using Grpc.Core;
using Grpc.Health.V1;

namespace OtelShop.FaultInjection.Tests;

public sealed class LatencyTests : IAsyncLifetime
{
    private readonly TestFlags _flags = new TestFlags().With("latencyInjection", 1234.0);
    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(1234);
    private readonly TestClock _clock = new();
    private BreakableService _service = null!;

    public async ValueTask InitializeAsync() => _service = await BreakableService.StartAsync(_flags, _clock);

    public async ValueTask DisposeAsync() => await _service.DisposeAsync();

    [Fact]
    public async Task A_call_waits_as_long_as_the_flag_says_before_it_is_carried_out()
    {
        var call = _service.GetCartAsync();
        await WaitingAsync(1);
        var carriedBefore = _service.Carried;
        _clock.Advance(Latency);

        Assert.Equal("ada", (await call).UserId);
        Assert.Equal((0, 1), (carriedBefore, _service.Carried));
    }

    [Fact]
    public async Task A_request_of_a_route_waits_too()
    {
        var request = _service.Http.GetStringAsync("/moons");
        await WaitingAsync(1);
        _clock.Advance(Latency);

        Assert.Equal("Phobos", await request);
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/health/")]
    [InlineData("/alive")]
    public async Task Probes_never_wait(string path)
    {
        using var response = await _service.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_health_service_never_waits()
    {
        var health = await new Grpc.Health.V1.Health.HealthClient(_service.Channel).CheckAsync(new HealthCheckRequest());

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task An_unknown_route_is_not_found_at_once()
    {
        using var response = await _service.Http.GetAsync("/no-such-moon");

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_caller_whose_deadline_passes_is_waited_for_no_longer()
    {
        var error = await Assert.ThrowsAsync<RpcException>(() => _service.GetCartAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(0.5)));
        await WaitingAsync(0);

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.Equal(0, _service.Carried);
    }

    [Fact]
    public async Task The_wait_ends_when_the_visitor_disconnects()
    {
        using var leaving = new CancellationTokenSource();
        var request = _service.Http.GetAsync("/moons", leaving.Token);
        await WaitingAsync(1);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await WaitingAsync(0);
    }

    [Fact]
    public async Task A_service_that_stops_carries_out_what_waits()
    {
        var call = _service.GetCartAsync();
        await WaitingAsync(1);
        await _service.Service.StopAsync();

        Assert.Equal("ada", (await call).UserId);
    }

    [Fact]
    public async Task Nothing_waits_any_more_when_the_flag_is_off()
    {
        _flags.Set("latencyInjection", 0.0);
        await _service.GetCartAsync();

        Assert.Equal("Phobos", await _service.Http.GetStringAsync("/moons"));
    }

    [Theory]
    [InlineData(-5.0)]
    [InlineData(double.NaN)]
    public async Task A_value_that_is_no_time_is_no_wait(double milliseconds)
    {
        _flags.Set("latencyInjection", milliseconds);

        Assert.Equal("ada", (await _service.GetCartAsync()).UserId);
    }

    private Task WaitingAsync(int count) => Eventually.HoldsAsync(() => _clock.TimersOf(Latency) == count);
}
