using System.Net.Sockets;
using System.Text.RegularExpressions;
using OtelShop.Testing.Services;

namespace OtelShop.ImageProvider.Tests;

public sealed partial class StatusTests : IDisposable
{
    private readonly ServiceHost<Program> _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Connections_and_requests_are_counted()
    {
        var before = await ReadAsync();
        using var idle = new TcpClient(_host.Http.BaseAddress!.Host, _host.Http.BaseAddress.Port);
        await _host.Http.GetByteArrayAsync("/icons/Cart.svg");
        await Eventually.HoldsAsync(async () => (await ReadAsync()).Accepted == before.Accepted + 1);
        var after = await ReadAsync();

        Assert.Equal(before.Active + 1, after.Active);
        Assert.True(after.Requests >= before.Requests + 3);
        Assert.Equal((1, 1), (after.Reading, after.Writing));
    }

    [Fact]
    public async Task A_closed_connection_is_active_no_more()
    {
        var before = await ReadAsync();
        using (new TcpClient(_host.Http.BaseAddress!.Host, _host.Http.BaseAddress.Port))
            await Eventually.HoldsAsync(async () => (await ReadAsync()).Active == before.Active + 1);

        await Eventually.HoldsAsync(async () => await ReadAsync() is { Reading: 0 } now && now.Active == before.Active);
    }

    private async Task<Status> ReadAsync()
    {
        var match = StubStatus().Match(await _host.Http.GetStringAsync("/status"));
        Assert.True(match.Success);
        long Number(string group) => long.Parse(match.Groups[group].Value);
        return new(Number("active"), Number("accepted"), Number("requests"), Number("reading"), Number("writing"));
    }

    private sealed record Status(long Active, long Accepted, long Requests, long Reading, long Writing);

    // What nginx writes, to the last space.
    [GeneratedRegex(@"^Active connections: (?<active>\d+) \nserver accepts handled requests\n (?<accepted>\d+) \d+ (?<requests>\d+) \nReading: (?<reading>\d+) Writing: (?<writing>\d+) Waiting: \d+ \n$")]
    private static partial Regex StubStatus();
}
