using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using OtelShop.Testing.Backing;
using StackExchange.Redis;

namespace OtelShop.ServiceDefaults.Tests.Redis;

public sealed class RedisClientTests(RedisServer server) : IClassFixture<RedisServer>
{
    [Fact]
    public async Task A_service_keeps_values_in_its_store()
    {
        await using var service = await StartAsync(server.ConnectionString);
        var store = service.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        await store.StringSetAsync("planet", "Mars");

        Assert.Equal("Mars", await store.StringGetAsync("planet"));
    }

    [Fact]
    public async Task The_service_is_healthy_while_its_store_answers()
    {
        await using var service = await StartAsync(server.ConnectionString);

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(service));
    }

    [Fact]
    public async Task The_service_starts_without_its_store_and_is_unhealthy_until_the_store_is_there()
    {
        var late = new RedisServer();
        await using var service = await StartAsync($"{late.ConnectionString},connectTimeout=500,connectRetry=1");
        Assert.Equal(HealthStatus.Unhealthy, await HealthAsync(service));

        await late.StartAsync();
        await Eventually.HoldsAsync(async () => await HealthAsync(service) == HealthStatus.Healthy);
        await late.StopAsync();
    }

    [Fact]
    public async Task A_command_is_a_client_span_below_the_callers_span()
    {
        using var source = new ActivitySource(nameof(A_command_is_a_client_span_below_the_callers_span));
        using var spans = new SpanRecorder(source.Name, "OpenTelemetry.Instrumentation.StackExchangeRedis");
        await using var service = await StartAsync(server.ConnectionString);
        var store = service.Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();
        var caller = source.StartActivity("add to cart")!;
        await store.HashIncrementAsync("cart", "OLJCESPC7Z", 2);
        caller.Stop();
        var command = await spans.NextAsync(span => span.ParentSpanId == caller.SpanId);

        Assert.Equal((ActivityKind.Client, "HINCRBY"), (command.Kind, command.DisplayName));
        Assert.Equal("redis", command.GetTagItem("db.system.name"));
        Assert.Equal("127.0.0.1", command.GetTagItem("server.address"));
        Assert.True(command.Duration > TimeSpan.Zero);
    }

    private static Task<TestService> StartAsync(string store) =>
        TestService.StartAsync(builder => builder.AddRedisClient("store"), settings: ("ConnectionStrings:store", store));

    private static async Task<HealthStatus> HealthAsync(TestService service) =>
        (await service.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status;
}
