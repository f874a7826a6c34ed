using System.Net;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Listeners;

public sealed class ProbeTests : IAsyncLifetime
{
    private RunningFlagd _flagd = default!;

    public async Task InitializeAsync() => _flagd = await RunningFlagd.StartAsync("""{"flags": {}}""");

    public Task DisposeAsync() => _flagd.DisposeAsync().AsTask();

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task The_management_port_answers_probes(string path)
    {
        using var client = _flagd.CreateClient(Listener.Management);
        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
