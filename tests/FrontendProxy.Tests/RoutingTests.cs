using System.Net;
using OtelShop.Testing.Services;

namespace OtelShop.FrontendProxy.Tests;

public sealed class RoutingTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/product/OLJCESPC7Z?a=b%20c", "/product/OLJCESPC7Z?a=b%20c")]
    [InlineData("/images/products/RoofBinoculars.jpg?w=400", "/products/RoofBinoculars.jpg?w=400")]
    [InlineData("/icons/Cart.svg", "/icons/Cart.svg")]
    [InlineData("/feature", "/feature")]
    [InlineData("/feature/flags/adFailure", "/feature/flags/adFailure")]
    [InlineData("/features", "/features")]
    [InlineData("/flagservice/flagd.evaluation.v1.Service/ResolveBoolean", "/flagd.evaluation.v1.Service/ResolveBoolean")]
    public async Task A_path_leads_to_its_destination(string path, string received)
    {
        await using var proxy = await RunningProxy.StartAsync();

        Assert.Equal(received, (await proxy.EchoAsync(path)).Target);
    }

    [Fact]
    public async Task Locusts_pages_have_a_directory_of_their_own()
    {
        await using var proxy = await RunningProxy.StartAsync();

        using var response = await proxy.GetAsync("/loadgen?tab=charts");

        Assert.Equal((HttpStatusCode.PermanentRedirect, "/loadgen/?tab=charts"), (response.StatusCode, response.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task Flag_evaluation_takes_native_grpc()
    {
        await using var proxy = await RunningProxy.StartAsync();

        Assert.Equal("HTTP/2", (await proxy.EchoAsync("/flagservice/flagd.evaluation.v2.Service/ResolveBoolean")).Protocol);
    }

    [Fact]
    public async Task Telemetry_of_browsers_gets_the_receivers_key_and_no_cookies()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:CollectorHeaders", "x-otlp-api-key=secret%20key"));

        var received = await proxy.EchoSpansAsync(("x-otlp-api-key", "guessed"), ("Cookie", "otelshop-session=1"));

        Assert.Equal(("secret key", null), (received.Header("x-otlp-api-key"), received.Header("Cookie")));
    }

    [Fact]
    public async Task Only_the_telemetry_receiver_gets_its_key()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:CollectorHeaders", "x-otlp-api-key=secret"));

        Assert.Null((await proxy.EchoAsync("/")).Header("x-otlp-api-key"));
    }

    [Fact]
    public async Task The_proxy_is_ready_although_no_destination_is()
    {
        await using var proxy = await RunningProxy.StartAsync(("services:frontend:http:0", "http://127.0.0.1:1"));

        using var response = await proxy.GetAsync("/health");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_flag_fails_requests_but_never_those_for_flags()
    {
        await using var proxy = await RunningProxy.StartAsync(new TestFlags().With("errorBudgetBurn", 1.0), null);

        using var page = await proxy.GetAsync("/");
        using var flags = await proxy.GetAsync("/feature");
        using var evaluation = await proxy.GetAsync("/flagservice/x");

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK, HttpStatusCode.OK), (page.StatusCode, flags.StatusCode, evaluation.StatusCode));
    }

    [Fact]
    public async Task A_flag_loses_requests_to_one_destination()
    {
        var flags = new TestFlags().With("dependencyBlackHole", true, false, context => context.TryGetValue("dependency", out var to) && to.AsString == "image-provider");
        await using var proxy = await RunningProxy.StartAsync(flags, null, ("FrontendProxy:Timeout", "00:00:00.300"));

        using var picture = await proxy.GetAsync("/images/a.jpg");
        using var page = await proxy.GetAsync("/");

        Assert.Equal((HttpStatusCode.GatewayTimeout, HttpStatusCode.OK), (picture.StatusCode, page.StatusCode));
    }
}
