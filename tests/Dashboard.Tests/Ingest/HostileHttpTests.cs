using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;
using OtelShop.Dashboard.Telemetry.Traces;

namespace OtelShop.Dashboard.Tests.Ingest;

public sealed class HostileHttpTests : IAsyncLifetime
{
    private RunningDashboard _dashboard = null!;

    public async Task InitializeAsync() => _dashboard = await RunningDashboard.StartAsync();

    public Task DisposeAsync() => _dashboard.DisposeAsync().AsTask();

    [Theory]
    [InlineData("Content-Length: 99999999999")]
    [InlineData("Content-Length: 4194305")]
    public async Task A_length_beyond_the_limit_is_refused_before_anything_is_read(string header) =>
        Assert.StartsWith("HTTP/1.1 413 ", await SendRawAsync(header, ""), StringComparison.Ordinal);

    [Theory]
    [InlineData("Content-Length: -1", "")]
    [InlineData("Content-Length: abc", "")]
    [InlineData("Transfer-Encoding: chunked", "zz\r\nhello\r\n0\r\n\r\n")]
    public async Task A_length_that_is_none_is_refused(string header, string body) =>
        Assert.StartsWith("HTTP/1.1 400 ", await SendRawAsync(header, body), StringComparison.Ordinal);

    [Fact]
    public async Task A_body_that_ends_early_leaves_nothing_behind()
    {
        var whole = OtlpSamples.OneSpan().ToByteArray();
        var first = Encoding.Latin1.GetString(whole, 0, whole.Length / 2);
        await Record.ExceptionAsync(() => SendRawAsync($"Content-Length: {whole.Length}", first, goesAway: true));

        Assert.Empty(_dashboard.Get<TraceStore>().Find(new()).Items);
    }

    [Fact]
    public async Task Random_bytes_are_refused()
    {
        var random = new Random(20261121);
        using var sender = _dashboard.CreateOtlpClient();
        for (var round = 0; round < 300; round++)
        {
            var body = new byte[random.Next(1, 200)];
            random.NextBytes(body);
            var type = round % 2 == 0 ? "application/x-protobuf" : "application/json";
            using var answer = await sender.PostAsync($"/v1/{(round % 3) switch { 0 => "traces", 1 => "logs", _ => "metrics" }}", OtlpContent.Of(type, body));

            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.OK, $"Round {round}: {answer.StatusCode}");
        }

        Assert.Empty(_dashboard.Get<TraceStore>().Find(new()).Items);
    }

    [Fact]
    public async Task Endless_depth_is_refused()
    {
        using var sender = _dashboard.CreateOtlpClient();
        var json = """{"resourceSpans":[{"resource":{"attributes":[{"value":""" + string.Concat(Enumerable.Repeat("""{"arrayValue":{"values":[""", 100_000));
        using var answer = await sender.PostAsync("/v1/traces", OtlpContent.Of("application/json", Encoding.UTF8.GetBytes(json)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<string> SendRawAsync(string header, string body, bool goesAway = false)
    {
        var address = _dashboard.Addresses.OtlpHttp!;
        using var socket = new TcpClient();
        await socket.ConnectAsync(address.Host, address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes($"POST /v1/traces HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/x-protobuf\r\nConnection: close\r\n{header}\r\n\r\n{body}"));
        if (goesAway)
            socket.Client.Shutdown(SocketShutdown.Send);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
