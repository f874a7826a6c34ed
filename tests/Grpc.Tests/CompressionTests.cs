using Google.Protobuf;
using Grpc.Core;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

public sealed class CompressionTests
{
    private static readonly Ping Large = new() { Payload = ByteString.CopyFrom(new byte[100_000]) };

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task A_compressed_response_is_small_on_the_wire(string encoding)
    {
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = encoding);
        using var call = new RawCall(server.Address) { Headers = { ["grpc-accept-encoding"] = $"identity, {encoding}" } };
        var reply = await call.SendAsync(RawCall.Frame(Large));

        Assert.Equal((1, encoding), (reply.Body[0], reply.Field("grpc-encoding")));
        Assert.InRange(reply.Body.Length, 6, 5000);
    }

    [Fact]
    public async Task A_client_that_does_not_accept_the_encoding_gets_the_plain_response()
    {
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        using var call = new RawCall(server.Address);
        var reply = await call.SendAsync(RawCall.Frame(Large));

        Assert.Equal((0, null), (reply.Body[0], reply.Field("grpc-encoding")));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    public async Task Compressed_messages_cross_both_ways(string encoding)
    {
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = encoding);
        var pong = await server.Client.UnaryAsync(Large, new Metadata { { "grpc-internal-encoding-request", encoding } });

        Assert.Equal(Large.Payload, pong.Payload);
    }

    [Fact]
    public async Task Compressed_streams_cross_both_ways()
    {
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        using var call = server.Client.Duplex(new Metadata { { "grpc-internal-encoding-request", "gzip" } });
        await call.RequestStream.WriteAsync(new Ping { Text = "one" });
        await call.RequestStream.WriteAsync(new Ping { Text = "two" });
        await call.RequestStream.CompleteAsync();

        Assert.Equal(["one", "two"], await call.ResponseStream.ReadAllAsync().Select(pong => pong.Text).ToListAsync());
    }

    [Fact]
    public async Task A_method_may_leave_a_response_plain()
    {
        await using var server = await EchoServer.StartAsync(options => options.ResponseCompressionAlgorithm = "gzip");
        server.Service.OnUnary = (request, context) =>
        {
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            return Task.FromResult(new Pong { Payload = request.Payload });
        };
        using var call = new RawCall(server.Address) { Headers = { ["grpc-accept-encoding"] = "gzip" } };

        Assert.Equal(0, (await call.SendAsync(RawCall.Frame(Large))).Body[0]);
    }
}
