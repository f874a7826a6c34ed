using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OtelShop.ServiceDefaults.Tests.Health;

public sealed class HealthEndpointTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task A_service_in_order_is_healthy_and_alive(string path)
    {
        await using var service = await TestService.StartAsync();
        using var response = await service.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_failing_check_is_named_and_does_not_end_the_life_of_the_service()
    {
        await using var service = await TestService.StartAsync(builder =>
            builder.Services.AddHealthChecks().AddCheck("store", () => HealthCheckResult.Unhealthy("The store does not answer.", new TimeoutException("secret"))));
        using var health = await service.Http.GetAsync("/health");
        using var alive = await service.Http.GetAsync("/alive");
        var report = await health.Content.ReadFromJsonAsync<JsonElement>();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, health.StatusCode);
        Assert.Equal("Unhealthy", report.GetProperty("checks").GetProperty("store").GetProperty("status").GetString());
        Assert.DoesNotContain("secret", report.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }

    [Fact]
    public async Task The_endpoint_for_gRPC_answers_probes_over_HTTP_2()
    {
        await using var service = await TestService.StartAsync();
        using var client = new HttpClient { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var response = await client.GetAsync(new Uri(service.GrpcAddress, "/health"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }
}
