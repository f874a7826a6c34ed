using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

public sealed class MessageSizeTests
{
    private static readonly Ping OverFourMebibytes = new() { Payload = ByteString.CopyFrom(new byte[4 * 1024 * 1024]) };
    private static readonly Ping OverHundredBytes = new() { Payload = ByteString.CopyFrom(new byte[100]) };

    [Fact]
    public async Task A_server_receives_four_mebibytes_by_default()
    {
        await using var server = await EchoServer.StartAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.UnaryAsync(OverFourMebibytes));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task A_server_without_a_limit_receives_more()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxReceiveMessageSize = null);
        server.Service.OnUnary = (request, _) => Task.FromResult(new Pong { Text = $"{request.Payload.Length}" });

        Assert.Equal("4194304", (await server.Client.UnaryAsync(OverFourMebibytes)).Text);
    }

    [Fact]
    public async Task A_server_sends_no_more_than_its_limit()
    {
        await using var server = await EchoServer.StartAsync(options => options.MaxSendMessageSize = 100);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.UnaryAsync(OverHundredBytes));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task A_client_receives_no_more_than_its_limit()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.ClientWith(new GrpcChannelOptions { MaxReceiveMessageSize = 100 });
        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.UnaryAsync(OverHundredBytes));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task A_client_sends_no_more_than_its_limit()
    {
        await using var server = await EchoServer.StartAsync();
        var client = server.ClientWith(new GrpcChannelOptions { MaxSendMessageSize = 100 });
        var error = await Assert.ThrowsAsync<RpcException>(async () => await client.UnaryAsync(OverHundredBytes));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task A_stream_may_be_larger_than_any_limit_of_a_message()
    {
        await using var server = await EchoServer.StartAsync();
        server.Service.OnClientStream = async (requests, _) => new Pong { Text = $"{await requests.ReadAllAsync().Select(ping => ping.Payload.Length).SumAsync()}" };
        using var call = server.Client.ClientStream();
        var mebibyte = new Ping { Payload = ByteString.CopyFrom(new byte[1024 * 1024]) };
        for (var i = 0; i < 40; i++) { await call.RequestStream.WriteAsync(mebibyte); }
        await call.RequestStream.CompleteAsync();

        Assert.Equal($"{40 * 1024 * 1024}", (await call).Text);
    }
}
