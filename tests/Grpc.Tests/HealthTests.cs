using Grpc.Core;
using Grpc.Health.V1;
using Grpc.HealthCheck;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace OtelShop.Grpc.Tests;

public sealed class HealthTests : IAsyncLifetime
{
    private EchoServer _server = null!;
    private HealthStatus _database = HealthStatus.Healthy;

    private Health.HealthClient Client => new(_server.Channel);

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync(
        build: builder => builder.Services
            .AddGrpcHealthChecks(options => options.Services.Map("grpctest.Echo", check => check.Tags.Contains("database")))
            .AddCheck("self", () => HealthCheckResult.Healthy())
            .AddCheck("database", () => new HealthCheckResult(_database), ["database"]),
        map: app => app.MapGrpcHealthChecksService());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("")]
    [InlineData("grpctest.Echo")]
    public async Task A_healthy_server_is_SERVING(string service)
    {
        var response = await Client.CheckAsync(new HealthCheckRequest { Service = service });

        Assert.Equal(ServingStatus.Serving, response.Status);
    }

    [Theory]
    [InlineData(HealthStatus.Unhealthy, ServingStatus.NotServing)]
    [InlineData(HealthStatus.Degraded, ServingStatus.Serving)]
    public async Task A_failing_check_shows_at_once(HealthStatus database, ServingStatus expected)
    {
        _database = database;
        var response = await Client.CheckAsync(new HealthCheckRequest());

        Assert.Equal(expected, response.Status);
    }

    [Fact]
    public async Task An_unknown_service_is_NOT_FOUND()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await Client.CheckAsync(new HealthCheckRequest { Service = "nobody" }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task Every_known_service_is_listed()
    {
        var response = await Client.ListAsync(new HealthListRequest());

        Assert.Equal(["", "grpctest.Echo"], response.Statuses.Keys.Order());
    }

    [Fact]
    public async Task A_watch_tells_each_change()
    {
        using var watch = Client.Watch(new HealthCheckRequest());
        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
        _server.Services.GetRequiredService<HealthServiceImpl>().SetStatus("", ServingStatus.NotServing);

        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
    }

    [Fact]
    public async Task A_published_report_reaches_watches()
    {
        using var watch = Client.Watch(new HealthCheckRequest { Service = "grpctest.Echo" });
        await NextAsync(watch);
        _database = HealthStatus.Unhealthy;
        var report = await _server.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();
        await _server.Services.GetServices<IHealthCheckPublisher>().Single().PublishAsync(report, CancellationToken.None);

        Assert.Equal(ServingStatus.NotServing, await NextAsync(watch));
    }

    [Fact]
    public async Task A_watch_of_an_unknown_service_says_so_until_it_is_known()
    {
        using var watch = Client.Watch(new HealthCheckRequest { Service = "late" });
        Assert.Equal(ServingStatus.ServiceUnknown, await NextAsync(watch));
        _server.Services.GetRequiredService<HealthServiceImpl>().SetStatus("late", ServingStatus.Serving);

        Assert.Equal(ServingStatus.Serving, await NextAsync(watch));
    }

    [Fact]
    public async Task A_stopping_server_ends_its_watches()
    {
        using var watch = Client.Watch(new HealthCheckRequest());
        await NextAsync(watch);
        _server.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();

        Assert.False(await watch.ResponseStream.MoveNext());
    }

    private static async Task<ServingStatus> NextAsync(AsyncServerStreamingCall<HealthCheckResponse> watch)
    {
        Assert.True(await watch.ResponseStream.MoveNext());
        return watch.ResponseStream.Current.Status;
    }
}
