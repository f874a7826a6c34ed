using System.Buffers.Binary;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Connect;

public sealed class ServerStreamCallTests : IAsyncLifetime
{
    private const string EventStream = "/flagd.evaluation.v1.Service/EventStream";
    private const byte EndOfStream = 2;

    private RunningFlagd _flagd = default!;
    private HttpClient _client = default!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync("""{"flags": {}}""");
        _client = _flagd.CreateClient(Listener.Evaluation);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _flagd.DisposeAsync();
    }

    [Fact]
    public async Task Events_come_each_in_an_envelope_as_they_happen()
    {
        using var answer = await OpenAsync(Enveloped("{}"));
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var ready = await ReadAsync(stream);
        await _flagd.ServeAsync("""{"flags": {"new": {"state": "ENABLED", "variants": {"no": false}, "defaultVariant": "no"}}}""");
        var changed = await ReadAsync(stream);

        Assert.Equal((0, "provider_ready"), (ready.Flags, (string?)ready.Message["type"]));
        Assert.Equal("""{"flags":{"new":{"type":"write"}}}""", changed.Message["data"]!.ToJsonString());
    }

    [Fact]
    public async Task A_daemon_that_stops_ends_the_stream_as_unavailable()
    {
        using var answer = await OpenAsync(Enveloped("{}"));
        await using var stream = await answer.Content.ReadAsStreamAsync();
        await ReadAsync(stream);
        await _flagd.StopAsync();
        var goodbye = await ReadAsync(stream);
        var end = await ReadAsync(stream);

        Assert.Equal("provider_shutdown", (string?)goodbye.Message["type"]);
        Assert.Equal((EndOfStream, "unavailable"), (end.Flags, (string?)end.Message["error"]!["code"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("\u0000\u0000\u0000\u0000\u0005{}")]
    [InlineData("\u0000\u0000\u0000\u0000\u0002[]")]
    public async Task A_stream_that_is_opened_wrongly_ends_with_the_reason(string body)
    {
        using var answer = await OpenAsync(Encoding.Latin1.GetBytes(body));
        await using var stream = await answer.Content.ReadAsStreamAsync();

        var end = await ReadAsync(stream);
        Assert.Equal((EndOfStream, "invalid_argument"), (end.Flags, (string?)end.Message["error"]!["code"]));
    }

    [Fact]
    public async Task A_client_that_waits_no_longer_is_told_so()
    {
        using var answer = await OpenAsync(Enveloped("{}"), timeout: "1");
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var last = await ReadAsync(stream);
        while (last.Flags != EndOfStream)
            last = await ReadAsync(stream);

        Assert.Equal("deadline_exceeded", (string?)last.Message["error"]!["code"]);
    }

    private async Task<HttpResponseMessage> OpenAsync(byte[] body, string? timeout = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, EventStream)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/connect+json") } },
        };
        if (timeout is not null)
            request.Headers.Add("Connect-Timeout-Ms", timeout);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static byte[] Enveloped(string message) => [0, 0, 0, 0, (byte)message.Length, .. Encoding.UTF8.GetBytes(message)];

    private static async Task<(byte Flags, JsonObject Message)> ReadAsync(Stream stream)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var head = new byte[5];
        await stream.ReadExactlyAsync(head, limit.Token);
        var message = new byte[BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(1))];
        await stream.ReadExactlyAsync(message, limit.Token);
        return (head[0], JsonNode.Parse(message)!.AsObject());
    }
}
