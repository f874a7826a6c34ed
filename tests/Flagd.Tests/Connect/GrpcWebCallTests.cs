using System.Buffers.Binary;
using System.Text;
using Flagd.Evaluation.V2;
using Google.Protobuf;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Tests.Connect;

public sealed class GrpcWebCallTests : IAsyncLifetime
{
    private const byte Trailers = 0x80;

    private RunningFlagd _flagd = default!;
    private HttpClient _client = default!;

    public async ValueTask InitializeAsync()
    {
        _flagd = await RunningFlagd.StartAsync("""{"flags": {"yes": {"state": "ENABLED", "variants": {"yes": true}, "defaultVariant": "yes"}}}""");
        _client = _flagd.CreateClient(Listener.Evaluation);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _flagd.DisposeAsync();
    }

    [Theory]
    [InlineData("application/grpc-web")]
    [InlineData("application/grpc-web+proto")]
    public async Task An_answer_is_a_message_and_then_the_trailers(string contentType)
    {
        using var answer = await OpenAsync("ResolveBoolean", new ResolveBooleanRequest { FlagKey = "yes" }, contentType);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var message = await ReadAsync(stream);
        var end = await ReadAsync(stream);

        Assert.True(ResolveBooleanResponse.Parser.ParseFrom(message.Body).Value);
        Assert.Equal((Trailers, "grpc-status: 0\r\ngrpc-message: \r\n"), (end.Flags, Encoding.ASCII.GetString(end.Body)));
    }

    [Fact]
    public async Task A_failure_is_in_the_trailers()
    {
        using var answer = await OpenAsync("ResolveBoolean", new ResolveBooleanRequest { FlagKey = "nope" });
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var end = await ReadAsync(stream);

        Assert.Equal((200, Trailers), ((int)answer.StatusCode, end.Flags));
        Assert.StartsWith("grpc-status: 5\r\ngrpc-message: ", Encoding.ASCII.GetString(end.Body));
    }

    [Fact]
    public async Task Events_come_as_they_happen()
    {
        using var answer = await OpenAsync("EventStream", new EventStreamRequest());
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var ready = EventStreamResponse.Parser.ParseFrom((await ReadAsync(stream)).Body);
        await _flagd.ServeAsync("""{"flags": {}}""");
        var changed = EventStreamResponse.Parser.ParseFrom((await ReadAsync(stream)).Body);

        Assert.Equal(("provider_ready", "configuration_change"), (ready.Type, changed.Type));
    }

    [Theory]
    [InlineData("1n", 4)]
    [InlineData("soon", 3)]
    [InlineData("5x", 3)]
    public async Task The_time_that_the_client_gives_is_kept(string timeout, int status)
    {
        using var answer = await OpenAsync("EventStream", new EventStreamRequest(), timeout: timeout);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var last = await ReadAsync(stream);
        while (last.Flags != Trailers)
            last = await ReadAsync(stream);

        Assert.StartsWith($"grpc-status: {status}\r\n", Encoding.ASCII.GetString(last.Body));
    }

    private async Task<HttpResponseMessage> OpenAsync(string method, IMessage message, string contentType = "application/grpc-web+proto", string? timeout = null)
    {
        var body = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(body.AsSpan(1), message.CalculateSize());
        message.WriteTo(body.AsSpan(5));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/flagd.evaluation.v2.Service/{method}") { Content = new ByteArrayContent(body) { Headers = { ContentType = new(contentType) } } };
        if (timeout is not null)
            request.Headers.Add("grpc-timeout", timeout);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task<(byte Flags, byte[] Body)> ReadAsync(Stream stream)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var head = new byte[5];
        await stream.ReadExactlyAsync(head, limit.Token);
        var body = new byte[BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(1))];
        await stream.ReadExactlyAsync(body, limit.Token);
        return (head[0], body);
    }
}
