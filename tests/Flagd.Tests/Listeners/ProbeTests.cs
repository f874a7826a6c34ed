using System.Net;
using Grpc.Health.V1;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Listeners;

public sealed class ProbeTests : IAsyncLifetime
{
    private RunningFlagd _flagd = default!;

    public async ValueTask InitializeAsync() => _flagd = await RunningFlagd.StartAsync("""{"flags": {}}""");

    public async ValueTask DisposeAsync() => await _flagd.DisposeAsync();

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/health")]
    [InlineData("/alive")]
    [InlineData("/metrics")]
    public async Task The_management_port_answers_probes_and_scrapes(string path)
    {
        using var client = _flagd.CreateClient(Listener.Management);
        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task The_management_port_answers_probes_by_gRPC()
    {
        var answer = await new Health.HealthClient(_flagd.Channel(Listener.Management)).CheckAsync(new HealthCheckRequest());

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, answer.Status);
    }
}
