using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace OtelShop.ServiceDefaults.Tests.Rpc;

public sealed class StandardServicesTests
{
    [Theory]
    [InlineData("")]
    [InlineData("oteldemo.CartService")]
    public async Task The_server_and_each_of_its_services_tell_their_health(string name)
    {
        await using var service = await StartAsync();
        using var channel = GrpcChannel.ForAddress(service.GrpcAddress);
        var health = await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = name });

        Assert.Equal(ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task A_failing_check_makes_the_services_not_serving()
    {
        await using var service = await StartAsync(builder => builder.Services.AddHealthChecks().AddCheck("store", () => HealthCheckResult.Unhealthy()));
        using var channel = GrpcChannel.ForAddress(service.GrpcAddress);
        using var watch = new Grpc.Health.V1.Health.HealthClient(channel).Watch(new HealthCheckRequest { Service = "oteldemo.CartService" });
        await watch.ResponseStream.MoveNext(CancellationToken.None);

        Assert.Equal(ServingStatus.NotServing, watch.ResponseStream.Current.Status);
    }

    [Fact]
    public async Task A_process_is_alive_although_a_check_fails()
    {
        await using var service = await StartAsync(builder => builder.Services.AddHealthChecks().AddCheck("store", () => HealthCheckResult.Unhealthy()));
        using var channel = GrpcChannel.ForAddress(service.GrpcAddress);
        var health = await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = "alive" });

        Assert.Equal(ServingStatus.Serving, health.Status);
    }

    [Fact]
    public async Task The_health_of_an_unknown_service_is_NOT_FOUND()
    {
        await using var service = await StartAsync();
        using var channel = GrpcChannel.ForAddress(service.GrpcAddress);
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await new Grpc.Health.V1.Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = "oteldemo.Nobody" }));

        Assert.Equal(StatusCode.NotFound, error.StatusCode);
    }

    [Fact]
    public async Task Reflection_lists_the_services()
    {
        await using var service = await StartAsync();
        using var channel = GrpcChannel.ForAddress(service.GrpcAddress);
        using var call = new ServerReflection.ServerReflectionClient(channel).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        await call.ResponseStream.MoveNext(CancellationToken.None);

        Assert.Contains("oteldemo.CartService", call.ResponseStream.Current.ListServicesResponse.Service.Select(one => one.Name));
        await call.RequestStream.CompleteAsync();
    }

    private static Task<TestService> StartAsync(Action<WebApplicationBuilder>? build = null) =>
        TestService.StartAsync(build, app => app.MapGrpcService<RelayingCart>());
}
