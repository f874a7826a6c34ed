using System.Net;
using System.Net.Sockets;
using System.Text;
using Flagd.Evaluation.V2;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Listeners;

public sealed class HttpVersionDetectionTests : IAsyncLifetime
{
    private readonly TestClock _clock = new();
    private RunningFlagd _flagd = default!;

    public async ValueTask InitializeAsync() => _flagd = await RunningFlagd.StartAsync(
        """{"flags": {"on": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"}}}""", builder => builder.Services.AddSingleton<TimeProvider>(_clock));

    public async ValueTask DisposeAsync() => await _flagd.DisposeAsync();

    [Fact]
    public async Task The_evaluation_port_speaks_gRPC()
    {
        var answer = await new Service.ServiceClient(_flagd.Channel(Listener.Evaluation)).ResolveBooleanAsync(new ResolveBooleanRequest { FlagKey = "on" });

        Assert.True(answer.Value);
    }

    [Fact]
    public async Task The_evaluation_port_speaks_the_older_HTTP_too()
    {
        using var client = _flagd.CreateClient(Listener.Evaluation);
        using var answer = await client.GetAsync("/health");

        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version11), (answer.StatusCode, answer.Version));
    }

    [Theory]
    [InlineData("GET /health HTTP/1.1\r\nHost: a\r\n\r\n", 1)]
    [InlineData("PRI /health HTTP/1.1\r\nHost: a\r\n\r\n", 3)]
    [InlineData("GET /health HTTP/1.1\r\nHost: a\r\n\r\n", 64)]
    public async Task A_request_may_come_in_fragments(string request, int size)
    {
        using var socket = await ConnectAsync();
        foreach (var piece in Encoding.ASCII.GetBytes(request).Chunk(size))
            await socket.SendAsync(piece);

        Assert.StartsWith("HTTP/1.1 ", await ReadAsync(socket));
    }

    [Fact]
    public async Task A_preface_may_come_in_fragments()
    {
        using var socket = await ConnectAsync();
        byte[] settings = [0, 0, 0, 4, 0, 0, 0, 0, 0];
        foreach (var piece in (byte[][])["PRI * HT"u8.ToArray(), "TP/2.0\r\n\r\nSM\r\n"u8.ToArray(), [.. "\r\n"u8, .. settings]])
            await socket.SendAsync(piece);

        Assert.Equal('\u0004', (await ReadAsync(socket))[3]);
    }

    [Fact]
    public async Task Bytes_that_are_no_HTTP_are_refused()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(new byte[64]);

        Assert.StartsWith("HTTP/1.1 400 ", await ReadAsync(socket));
    }

    [Fact]
    public async Task A_connection_that_ends_in_the_middle_of_the_preface_is_closed()
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync("PRI * HTTP"u8.ToArray());
        socket.Shutdown(SocketShutdown.Send);
        var answer = await ReadAsync(socket);
        var rest = answer.Length > 0 ? await ReadAsync(socket) : answer;

        Assert.Equal(("", false), (rest, answer.Contains("200 OK", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM")]
    public async Task A_client_that_does_not_go_on_is_left_after_30_seconds(string beginning)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes(beginning));
        await _clock.TimerAsync(TimeSpan.FromSeconds(30));
        _clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal("", await ReadAsync(socket));
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, _flagd.AddressOf(Listener.Evaluation).Port);
        return socket;
    }

    private static async Task<string> ReadAsync(Socket socket)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var buffer = new byte[4096];
        return Encoding.Latin1.GetString(buffer, 0, await socket.ReceiveAsync(buffer, limit.Token));
    }
}
