using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using OtelShop.Testing.Services;

namespace OtelShop.FrontendProxy.Tests;

public sealed class FaultDelayTests
{
    private const string Header = "x-envoy-fault-delay-request";
    private readonly TestClock _clock = new();

    [Theory]
    [InlineData("250", 250)]
    [InlineData("2345", 2_345)]
    [InlineData("60000", 2_345)]
    [InlineData("18446744073709551615", 2_345)]
    public async Task A_request_is_delayed_as_long_as_it_asks_up_to_the_limit(string asked, int milliseconds)
    {
        await using var proxy = await StartAsync(("FrontendProxy:MaxFaultDelay", "00:00:02.345"));

        var response = proxy.GetAsync("/", (Header, asked));
        await _clock.TimerAsync(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Empty(proxy.Destination.Received);
        _clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(HttpStatusCode.OK, (await response).StatusCode);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("soon")]
    [InlineData(" ")]
    [InlineData("18446744073709551616")]
    public async Task What_is_no_positive_number_is_ignored(string asked)
    {
        await using var proxy = await StartAsync();

        using var response = await proxy.GetAsync("/", (Header, asked));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task The_header_does_nothing_where_no_setting_allows_it()
    {
        await using var proxy = await RunningProxy.StartAsync(null, services => services.AddSingleton<TimeProvider>(_clock));

        using var response = await proxy.GetAsync("/", (Header, "5000"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_delayed_request_is_not_measured_and_spends_no_error_budget()
    {
        await using var proxy = await StartAsync();
        using var durations = new MetricCollector<double>(proxy.Services.GetRequiredService<IMeterFactory>(), "Microsoft.AspNetCore.Hosting", "http.server.request.duration");
        var delayed = proxy.GetAsync("/", (Header, "5000"));
        await _clock.TimerAsync(TimeSpan.FromSeconds(5));
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await delayed).Dispose();

        using var prompt = await proxy.SendAsync(HttpMethod.Delete, "/");
        await durations.WaitForMeasurementsAsync(1, TimeSpan.FromSeconds(30));

        Assert.Equal("DELETE", Assert.Single(durations.GetMeasurementSnapshot()).Tags["http.request.method"]);
    }

    [Fact]
    public async Task Requests_beyond_the_limit_are_not_delayed()
    {
        await using var proxy = await StartAsync(("FrontendProxy:MaxActiveFaults", "3"));
        var delayed = Enumerable.Range(0, 3).Select(_ => proxy.GetAsync("/", (Header, "5000"))).ToList();
        await Eventually.HoldsAsync(() => _clock.TimersOf(TimeSpan.FromSeconds(5)) == 3);

        using var next = await proxy.GetAsync("/", (Header, "5000"));
        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.All(await Task.WhenAll(delayed), response => Assert.Equal(HttpStatusCode.OK, response.StatusCode));
    }

    [Fact]
    public async Task A_client_that_leaves_is_not_waited_for()
    {
        await using var proxy = await StartAsync();
        var client = await proxy.ConnectAsync($"GET / HTTP/1.1\r\nHost: shop\r\n{Header}: 5000\r\n\r\n");
        await _clock.TimerAsync(TimeSpan.FromSeconds(5));

        client.Dispose();

        await Eventually.HoldsAsync(() => _clock.TimersOf(TimeSpan.FromSeconds(5)) == 0);
        Assert.Empty(proxy.Destination.Received);
    }

    private Task<RunningProxy> StartAsync(params (string Key, string Value)[] settings) =>
        RunningProxy.StartAsync(null, services => services.AddSingleton<TimeProvider>(_clock), [("FrontendProxy:MaxFaultDelay", "00:00:10"), .. settings]);
}
