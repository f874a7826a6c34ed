using Grpc.Core;
using Grpc.Net.Client;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

public sealed class CancellationTests : IAsyncLifetime
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _cancellation = new();
    private EchoServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await EchoServer.StartAsync();
        _server.Service.OnUnary = async (_, context) =>
        {
            await HangAsync(context);
            return new Pong();
        };
        _server.Service.OnServerStream = async (_, responses, context) =>
        {
            await responses.WriteAsync(new Pong());
            await HangAsync(context);
        };
        _server.Service.OnDuplex = (_, _, context) => HangAsync(context);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _cancellation.Dispose();
    }

    [Fact]
    public async Task A_cancelled_unary_call_is_CANCELLED_on_both_sides()
    {
        using var call = _server.Client.UnaryAsync(new Ping(), cancellationToken: _cancellation.Token);
        await _started.Task;
        await _cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        await _told.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_disposed_call_is_CANCELLED_on_both_sides()
    {
        var call = _server.Client.ServerStream(new Ping());
        await call.ResponseStream.MoveNext();
        call.Dispose();

        Assert.Equal(StatusCode.Cancelled, call.GetStatus().StatusCode);
        await _told.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Waiting_for_a_message_can_be_cancelled()
    {
        using var call = _server.Client.ServerStream(new Ping());
        await call.ResponseStream.MoveNext();
        var waiting = call.ResponseStream.MoveNext(_cancellation.Token);
        await _cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => waiting)).StatusCode);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_starts_sends_nothing()
    {
        await _cancellation.CancelAsync();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping(), cancellationToken: _cancellation.Token));

        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        Assert.False(_started.Task.IsCompleted);
    }

    [Fact]
    public async Task A_duplex_call_can_be_cancelled_while_both_sides_are_silent()
    {
        using var call = _server.Client.Duplex(cancellationToken: _cancellation.Token);
        await _started.Task;
        await _cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseStream.MoveNext())).StatusCode);
        await _told.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Nothing_can_be_written_to_a_cancelled_call()
    {
        using var call = _server.Client.Duplex(cancellationToken: _cancellation.Token);
        await _started.Task;
        await _cancellation.CancelAsync();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(() => call.RequestStream.WriteAsync(new Ping()))).StatusCode);
    }

    [Fact]
    public async Task A_caller_may_want_OperationCanceledException()
    {
        var client = _server.ClientWith(new GrpcChannelOptions { ThrowOperationCanceledOnCancellation = true });
        using var call = client.UnaryAsync(new Ping(), cancellationToken: _cancellation.Token);
        await _started.Task;
        await _cancellation.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(async () => await call);
    }

    [Fact]
    public async Task A_closed_channel_ends_its_calls()
    {
        var channel = GrpcChannel.ForAddress(_server.Address);
        using var call = new Echo.EchoClient(channel).UnaryAsync(new Ping());
        await _started.Task;
        channel.Dispose();

        Assert.Equal(StatusCode.Cancelled, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
        Assert.Equal(ConnectivityState.Shutdown, channel.State);
    }

    private async Task HangAsync(ServerCallContext context)
    {
        _started.TrySetResult();
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
        }
        finally
        {
            _told.TrySetResult();
        }
    }
}
