using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.ServiceDefaults.Tests.Resilience;

public sealed class HttpResilienceTests
{
    [Fact]
    public async Task A_read_that_fails_for_a_moment_is_repeated()
    {
        var upstream = new FlakyUpstream(failures: 1);
        await using var service = await StartAsync(upstream);
        using var response = await Client(service).GetAsync("http://planets/mars");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(2, upstream.Requests.Count);
    }

    [Fact]
    public async Task A_write_is_sent_once()
    {
        var upstream = new FlakyUpstream(failures: 1);
        await using var service = await StartAsync(upstream);
        using var response = await Client(service).PostAsync("http://planets/mars", new StringContent("red"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Single(upstream.Requests);
    }

    [Fact]
    public async Task A_repeated_read_asks_another_address()
    {
        var upstream = new FlakyUpstream(failures: 1);
        await using var service = await StartAsync(upstream);
        using var response = await Client(service).GetAsync("http://planets/mars");

        Assert.Equal(["http://10.0.0.1:80/mars", "http://10.0.0.2:80/mars"], upstream.Requests.Order());
    }

    private static Task<TestService> StartAsync(FlakyUpstream upstream) => TestService.StartAsync(
        builder => builder.Services.AddHttpClient("planets").ConfigurePrimaryHttpMessageHandler(() => upstream),
        settings: [("services:planets:http:0", "http://10.0.0.1"), ("services:planets:http:1", "http://10.0.0.2")]);

    private static HttpClient Client(TestService service) => service.Services.GetRequiredService<IHttpClientFactory>().CreateClient("planets");
}
