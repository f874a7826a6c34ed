using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace OtelShop.FrontendProxy.Tests;

public sealed class ErrorTests
{
    private static readonly string[] Destinations = ["frontend", "image-provider", "flagd", "otel-collector"];
    private const string Closed = "http://127.0.0.1:1";

    [Theory]
    [InlineData("/", "The shop is not running.")]
    [InlineData("/images/products/a.jpg", "The pictures are not running.")]
    [InlineData("/feature", "The feature flags are not running.")]
    [InlineData("/loadgen/", "The load generator is not running.")]
    public async Task A_destination_that_is_down_is_503_with_problem_json(string path, string detail)
    {
        await using var proxy = await RunningProxy.StartAsync([.. Destinations.Select(name => ($"services:{name}:http:0", Closed))]);

        using var response = await proxy.GetAsync(path);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(detail, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]);
    }

    [Fact]
    public async Task A_telemetry_receiver_that_is_down_is_503()
    {
        await using var proxy = await RunningProxy.StartAsync(("services:otel-collector:http:0", Closed));

        using var response = await proxy.SendSpansAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal("The telemetry receiver is not running.", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["detail"]);
    }

    [Fact]
    public async Task Problem_json_carries_the_callers_trace()
    {
        await using var proxy = await RunningProxy.StartAsync(("services:frontend:http:0", Closed));
        var trace = ActivityTraceId.CreateRandom().ToHexString();

        using var response = await proxy.GetAsync("/", ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));

        Assert.Contains(trace, (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["traceId"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_gets_a_page_with_the_trace()
    {
        await using var proxy = await RunningProxy.StartAsync(("services:frontend:http:0", Closed));
        var trace = ActivityTraceId.CreateRandom().ToHexString();

        using var response = await proxy.GetAsync("/", ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"), ("traceparent", $"00-{trace}-00f067aa0ba902b7-01"));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Contains("The shop is not running.", page, StringComparison.Ordinal);
        Assert.Contains(trace, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_destination_that_is_silent_is_504()
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:Timeout", "00:00:00.200"));
        proxy.Destination.Answer("/", context => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted));

        using var response = await proxy.GetAsync("/");

        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
        Assert.Contains("The shop is unavailable: no answer came in time.", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/checkout")]
    [InlineData("/cart/checkout")]
    public async Task An_order_may_take_longer_than_a_page(string path)
    {
        await using var proxy = await RunningProxy.StartAsync(("FrontendProxy:Timeout", "00:00:00.200"), ("FrontendProxy:OrderTimeout", "00:00:20"));
        proxy.Destination.Answer(path, async context =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(600), TimeProvider.System, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status201Created;
        });

        using var order = await proxy.SendAsync(HttpMethod.Post, path);
        using var page = await proxy.GetAsync(path);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.GatewayTimeout), (order.StatusCode, page.StatusCode));
    }

    [Fact]
    public async Task A_destination_that_answers_nonsense_is_502()
    {
        using var nonsense = new TcpListener(IPAddress.Loopback, 0);
        nonsense.Start();
        var serving = ServeAsync(nonsense, "HELLO\r\n\r\n");
        await using var proxy = await RunningProxy.StartAsync(("services:frontend:http:0", $"http://{nonsense.LocalEndpoint}"));

        using var response = await proxy.GetAsync("/");

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        await serving;
    }

    [Fact]
    public async Task A_destination_that_hangs_up_midway_leaves_the_answer_visibly_incomplete()
    {
        await using var proxy = await RunningProxy.StartAsync();
        var arrived = new TaskCompletionSource();
        proxy.Destination.Answer("/", async context =>
        {
            await context.Response.WriteAsync("half");
            await context.Response.Body.FlushAsync();
            await arrived.Task;
            context.Abort();
        });

        using var response = await proxy.GetAsync("/");
        arrived.SetResult();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(404)]
    [InlineData(500)]
    public async Task An_error_of_the_destination_passes_unchanged(int status)
    {
        await using var proxy = await RunningProxy.StartAsync();
        proxy.Destination.Answer("/", context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        using var response = await proxy.GetAsync("/");

        Assert.Equal((status, ""), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    private static async Task ServeAsync(TcpListener listener, string answer)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await client.GetStream().ReadAtLeastAsync(new byte[1], 1);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
    }
}
