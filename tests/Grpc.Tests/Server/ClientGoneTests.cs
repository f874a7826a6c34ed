using Grpc.Core;
using Microsoft.Extensions.Logging;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests.Server;

public sealed class ClientGoneTests : IAsyncLifetime
{
    private readonly ErrorLog _log = new();
    private EchoServer _server = null!;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync(build: builder => builder.Logging.AddProvider(_log));

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task A_client_that_leaves_a_stream_it_writes_is_CANCELLED_and_no_error()
    {
        using var calls = new MeterCollector(_server.Services, "rpc.server.call.duration");
        var call = _server.Client.ClientStream();
        await call.RequestStream.WriteAsync(new Ping());
        call.Dispose();

        Assert.Equal((int)StatusCode.Cancelled, (await calls.NextAsync())["rpc.grpc.status_code"]);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task A_client_that_leaves_a_stream_it_reads_is_CANCELLED_and_no_error()
    {
        using var calls = new MeterCollector(_server.Services, "rpc.server.call.duration");
        _server.Service.OnServerStream = async (_, responses, _) =>
        {
            while (true) { await responses.WriteAsync(new Pong { Text = "again" }); }
        };
        var call = _server.Client.ServerStream(new Ping());
        await call.ResponseStream.MoveNext();
        call.Dispose();

        Assert.Equal((int)StatusCode.Cancelled, (await calls.NextAsync())["rpc.grpc.status_code"]);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task An_exception_of_a_method_is_logged_once()
    {
        _server.Service.OnUnary = (_, _) => throw new InvalidOperationException("broken");
        await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));

        Assert.Contains("/grpctest.Echo/Unary failed", Assert.Single(_log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_can_be_written_when_a_call_is_over()
    {
        var writer = new TaskCompletionSource<IServerStreamWriter<Pong>>();
        _server.Service.OnServerStream = (_, responses, _) =>
        {
            writer.SetResult(responses);
            return Task.CompletedTask;
        };
        using var call = _server.Client.ServerStream(new Ping());
        await call.ResponseStream.MoveNext();

        await Assert.ThrowsAnyAsync<InvalidOperationException>(async () => await (await writer.Task).WriteAsync(new Pong()));
    }
}
