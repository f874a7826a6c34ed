using System.Buffers;
using System.Text;
using Microsoft.Extensions.Options;
using OtelShop.ServiceMap.Follow;
using OtelShop.ServiceMap.Spans;

namespace OtelShop.ServiceMap.Tests;

public sealed class SpanFollowerTests
{
    [Fact]
    public async Task Malformed_lines_are_counted_and_the_others_are_too()
    {
        await using var dashboard = await DashboardStub.StartAsync();
        await using var map = await RunningMap.StartAsync(dashboard.Address);

        var connection = await dashboard.NextAsync();
        await connection.SendAsync(["{ nonsense", new string('x', LineReader.MaxLine + 10), .. Call(1)]);

        await Eventually.HoldsAsync(() => map.Edge("frontend", "cart")?.Calls.Calls == 1);
        Assert.Equal((2, 2), (map.Status.Malformed, map.Status.Calls));
    }

    [Fact]
    public async Task A_broken_stream_is_opened_again_and_nothing_counts_twice()
    {
        await using var dashboard = await DashboardStub.StartAsync();
        await using var map = await RunningMap.StartAsync(dashboard.Address);
        var connection = await dashboard.NextAsync();
        await connection.SendAsync(Call(1));
        await Eventually.HoldsAsync(() => map.Edge("frontend", "cart") is not null);

        connection.Break();
        await (await dashboard.NextAsync()).SendAsync([.. Call(1), .. Call(3)]);

        await Eventually.HoldsAsync(() => map.Edge("frontend", "cart")?.Calls.Calls == 2);
    }

    [Fact]
    public async Task A_dashboard_that_restarts_is_found_again()
    {
        var dashboard = await DashboardStub.StartAsync();
        var port = dashboard.Address.Port;
        await using var map = await RunningMap.StartAsync(dashboard.Address);
        await dashboard.NextAsync();
        await dashboard.DisposeAsync();
        await Eventually.HoldsAsync(() => map.Status.Problem is not null);

        await using var again = await DashboardStub.StartAsync(port);
        await (await again.NextAsync()).SendAsync(Call(1));

        await Eventually.HoldsAsync(() => map.Edge("frontend", "cart") is not null && map.Status.Problem is null);
    }

    [Fact]
    public async Task A_page_says_what_to_set_when_the_dashboard_refuses_the_key()
    {
        await using var dashboard = await DashboardStub.StartAsync();
        await using var map = await RunningMap.StartAsync(dashboard.Address, key: "another");

        await Eventually.HoldsAsync(async () => (await map.Client.GetStringAsync("/")).Contains("set ServiceMap:ApiKey", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_says_that_the_dashboard_cannot_be_reached()
    {
        var dashboard = await DashboardStub.StartAsync();
        var address = dashboard.Address;
        await dashboard.DisposeAsync();
        await using var map = await RunningMap.StartAsync(address);

        await Eventually.HoldsAsync(async () => (await map.Client.GetStringAsync("/signals")).Contains("cannot be reached", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_an_address_the_start_fails_and_names_the_setting()
    {
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningMap.StartAsync(null));

        Assert.Contains("ServiceMap:DashboardUrl", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_are_cut_wherever_the_network_cuts_them()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes("one\n\ntwo\nunfinished"));
        List<string> lines = [];

        await foreach (var line in LineReader.ReadAsync(stream, CancellationToken.None))
            lines.Add(Encoding.UTF8.GetString(line.ToArray()));

        Assert.Equal(["one", "", "two"], lines);
    }

    private static IEnumerable<string> Call(ulong id)
    {
        var now = TimeProvider.System.GetUtcNow();
        yield return new SpanSketch("cart", "GetCart", SpanKind.Server, id + 1, id) { End = now }.Line();
        yield return new SpanSketch("frontend", "GetCart", SpanKind.Client, id) { End = now, Attributes = "server.address=cart" }.Line();
    }
}
