using System.Net;
using Grpc.Health.V1;
using OtelShop.Testing.Backing;
using OtelShop.Testing.Services;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace OtelShop.Carts.Tests;

public sealed class ReadinessFaultTests : IAsyncLifetime
{
    private readonly TestFlags _flags = new();
    private readonly RedisServer _redis = new();
    private ServiceHost<Program> _host = null!;

    public async ValueTask InitializeAsync()
    {
        await _redis.InitializeAsync();
        _host = new ServiceHost<Program>(_flags.AddTo, ("ConnectionStrings:valkey-cart", _redis.ConnectionString));
        _ = _host.Channel;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task A_failed_readiness_probe_leaves_the_service_alive()
    {
        _flags.Set("failedReadinessProbe", true);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync("/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/alive"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("oteldemo.CartService")]
    public async Task A_failed_readiness_probe_makes_the_server_and_its_service_not_serving(string service)
    {
        _flags.Set("failedReadinessProbe", true);
        var health = await new Health.HealthClient(_host.Channel).CheckAsync(new HealthCheckRequest { Service = service });

        Assert.Equal(ServingStatus.NotServing, health.Status);
    }

    [Fact]
    public async Task The_probe_says_why_it_fails()
    {
        _flags.Set("failedReadinessProbe", true);
        using var response = await _host.Http.GetAsync("/health");

        Assert.Contains("failedReadinessProbe is on.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_service_is_ready_again_when_the_flag_is_off()
    {
        _flags.Set("failedReadinessProbe", true);
        await StatusAsync("/health");
        _flags.Set("failedReadinessProbe", false);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/health"));
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var response = await _host.Http.GetAsync(path);
        return response.StatusCode;
    }
}
