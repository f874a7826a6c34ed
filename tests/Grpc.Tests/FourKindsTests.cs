using Grpc.Core;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

public sealed class FourKindsTests : IAsyncLifetime
{
    private EchoServer _server = null!;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_unary_call_returns_its_response()
    {
        var pong = await _server.Client.UnaryAsync(new Ping { Text = "hello" });

        Assert.Equal("hello", pong.Text);
    }

    [Fact]
    public void A_blocking_call_returns_its_response()
    {
        var pong = _server.Client.Unary(new Ping { Text = "hello" });

        Assert.Equal("hello", pong.Text);
    }

    [Fact]
    public async Task An_empty_message_crosses_both_ways()
    {
        var pong = await _server.Client.UnaryAsync(new Ping());

        Assert.Equal(new Pong(), pong);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3000)]
    [InlineData(3071)]
    [InlineData(5000)]
    [InlineData(100_000)]
    [InlineData(4_000_000)]
    public async Task A_message_of_any_size_crosses_both_ways(int size)
    {
        var payload = Google.Protobuf.ByteString.CopyFrom([.. Enumerable.Range(0, size).Select(i => (byte)(i * 31))]);

        var pong = await _server.Client.UnaryAsync(new Ping { Payload = payload });

        Assert.Equal(payload, pong.Payload);
    }

    [Fact]
    public async Task A_server_streams_its_responses_in_order()
    {
        using var call = _server.Client.ServerStream(new Ping { Text = "one two three" });

        var words = await call.ResponseStream.ReadAllAsync().Select(pong => pong.Text).ToListAsync();

        Assert.Equal(["one", "two", "three"], words);
    }

    [Fact]
    public async Task A_client_streams_its_requests_in_order()
    {
        using var call = _server.Client.ClientStream();
        foreach (var word in (string[])["one", "two", "three"]) { await call.RequestStream.WriteAsync(new Ping { Text = word }); }
        await call.RequestStream.CompleteAsync();

        Assert.Equal("one two three", (await call).Text);
    }

    [Fact]
    public async Task Both_sides_talk_in_turns()
    {
        using var call = _server.Client.Duplex();
        var heard = new List<string>();
        foreach (var word in (string[])["one", "two", "three"])
        {
            await call.RequestStream.WriteAsync(new Ping { Text = word });
            Assert.True(await call.ResponseStream.MoveNext());
            heard.Add(call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();

        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(["one", "two", "three"], heard);
    }

    [Fact]
    public async Task A_finished_call_knows_its_status()
    {
        using var call = _server.Client.UnaryAsync(new Ping());
        await call;

        Assert.Equal(StatusCode.OK, call.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Many_calls_share_a_connection()
    {
        var calls = Enumerable.Range(0, 200).Select(async i => (await _server.Client.UnaryAsync(new Ping { Text = $"{i}" })).Text);

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), await Task.WhenAll(calls));
    }

    [Fact]
    public async Task A_large_stream_of_small_messages_arrives_whole()
    {
        using var call = _server.Client.Duplex();
        var reading = call.ResponseStream.ReadAllAsync().CountAsync().AsTask();
        for (var i = 0; i < 5000; i++) { await call.RequestStream.WriteAsync(new Ping { Text = "message" }); }
        await call.RequestStream.CompleteAsync();

        Assert.Equal(5000, await reading);
    }
}
