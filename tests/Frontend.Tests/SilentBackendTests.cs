using System.Net;

namespace OtelShop.Frontend.Tests;

public sealed class SilentBackendTests : IAsyncLifetime
{
    private readonly ShopFixture _fixture = new() { BackendTimeout = TimeSpan.FromMilliseconds(300) };

    public async ValueTask InitializeAsync() => await _fixture.InitializeAsync();

    public async ValueTask DisposeAsync() => await _fixture.DisposeAsync();

    [Fact]
    public async Task A_backend_that_never_answers_is_given_up()
    {
        using var client = _fixture.Client();
        _fixture.Shop.Frozen.Add("GetAds");
        using var response = await client.GetAsync("/api/data");

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }
}
