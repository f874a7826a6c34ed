using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Tests.Model;

public sealed class HealthTests : IDisposable
{
    private readonly Drawing _drawing = new();

    [Fact]
    public void A_check_is_named_for_what_it_asks()
    {
        var cart = _drawing.Service("cart", "grpc", "http").WithHttpHealthCheck("/health");

        Assert.Equal("cart_http_/health_200_check", Assert.Single(cart.Resource.Annotations.OfType<HealthCheckAnnotation>()).Key);
    }

    [Fact]
    public void Who_has_no_HTTP_endpoint_cannot_be_asked_over_HTTP() =>
        Assert.Throws<DistributedApplicationException>(() => _drawing.Builder.AddKafka("kafka").WithHttpHealthCheck());

    [Theory]
    [InlineData("grpc", HttpProtocols.Http2, 200, HealthStatus.Healthy)]
    [InlineData("http", HttpProtocols.Http1, 200, HealthStatus.Healthy)]
    [InlineData("http", HttpProtocols.Http1, 503, HealthStatus.Unhealthy)]
    public async Task A_service_is_asked_in_the_protocol_that_it_speaks(string endpoint, HttpProtocols protocols, int answer, HealthStatus expected)
    {
        await using var server = await Serve(protocols, answer);
        var cart = _drawing.Service("cart", endpoint).WithHttpHealthCheck("/health");
        Drawing.Allocate(cart, new Uri(server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port);
        await using var application = _drawing.Builder.Build();

        var report = await application.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(expected, report.Status);
    }

    [Fact]
    public async Task A_closed_port_is_unhealthy_and_says_so()
    {
        var cart = _drawing.Service("cart", "grpc").WithHttpHealthCheck("/health");
        Drawing.Allocate(cart, 1);
        await using var application = _drawing.Builder.Build();

        var report = await application.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Unhealthy, report.Status);
        Assert.Contains("refused", Assert.Single(report.Entries).Value.Description, StringComparison.Ordinal);
    }

    public void Dispose() => _drawing.Dispose();

    private static async Task<WebApplication> Serve(HttpProtocols protocols, int answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, o => o.Protocols = protocols));
        var server = builder.Build();
        server.Run(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/health" ? answer : 404;
            return Task.CompletedTask;
        });
        await server.StartAsync();
        return server;
    }
}
