using Grpc.Core;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

public sealed class DeadlineTests : IAsyncLifetime
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(80);
    private readonly TaskCompletionSource _tokenCancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EchoServer _server = null!;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_call_that_takes_too_long_is_DEADLINE_EXCEEDED()
    {
        _server.Service.OnUnary = HangAsync;
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping(), deadline: DateTime.UtcNow + Short));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task The_method_is_told_that_its_time_is_up()
    {
        _server.Service.OnUnary = HangAsync;
        await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping(), deadline: DateTime.UtcNow + Short));

        await _tokenCancelled.Task.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task The_server_ends_a_call_whose_client_does_not()
    {
        _server.Service.OnUnary = HangAsync;
        using var call = new RawCall(_server.Address) { Headers = { ["grpc-timeout"] = "80m" } };

        Assert.Equal(StatusCode.DeadlineExceeded, (await call.SendAsync(RawCall.Frame(new Ping()))).Status);
    }

    [Fact]
    public async Task The_server_ends_a_call_even_when_its_method_ignores_the_token()
    {
        var release = new TaskCompletionSource<Pong>();
        _server.Service.OnUnary = (_, _) => release.Task;
        using var call = new RawCall(_server.Address) { Headers = { ["grpc-timeout"] = "80m" } };
        var reply = await call.SendAsync(RawCall.Frame(new Ping()));
        release.SetResult(new Pong());

        Assert.Equal(StatusCode.DeadlineExceeded, reply.Status);
    }

    [Fact]
    public async Task The_server_ends_a_stream_after_its_messages()
    {
        _server.Service.OnServerStream = async (_, responses, context) =>
        {
            await responses.WriteAsync(new Pong { Text = "first" });
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
        };
        using var call = new RawCall(_server.Address) { Path = "/grpctest.Echo/ServerStream", Headers = { ["grpc-timeout"] = "80m" } };
        var reply = await call.SendAsync(RawCall.Frame(new Ping()));

        Assert.Equal(RawCall.Frame(new Pong { Text = "first" }), reply.Body);
        Assert.Equal(StatusCode.DeadlineExceeded, reply.Status);
    }

    [Fact]
    public async Task A_deadline_in_the_past_sends_nothing()
    {
        var isCalled = false;
        _server.Service.OnUnary = (_, _) =>
        {
            isCalled = true;
            return Task.FromResult(new Pong());
        };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping(), deadline: DateTime.UtcNow.AddSeconds(-1)));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
        Assert.False(isCalled);
    }

    [Fact]
    public async Task The_method_sees_the_callers_deadline()
    {
        var deadline = DateTime.UtcNow.AddMinutes(5);
        var seen = new TaskCompletionSource<DateTime>();
        _server.Service.OnUnary = (_, context) =>
        {
            seen.SetResult(context.Deadline);
            return Task.FromResult(new Pong());
        };
        await _server.Client.UnaryAsync(new Ping(), deadline: deadline);

        Assert.InRange(await seen.Task, deadline.AddSeconds(-30), deadline.AddSeconds(30));
    }

    [Fact]
    public async Task A_call_without_a_deadline_sees_the_end_of_time()
    {
        _server.Service.OnUnary = (_, context) => Task.FromResult(new Pong { Text = $"{context.Deadline == DateTime.MaxValue}" });

        Assert.Equal("True", (await _server.Client.UnaryAsync(new Ping())).Text);
    }

    [Theory]
    [InlineData("99999999H")]
    [InlineData("99999999M")]
    public async Task A_deadline_beyond_the_calendar_is_none(string timeout)
    {
        using var call = new RawCall(_server.Address) { Headers = { ["grpc-timeout"] = timeout } };

        Assert.Equal(StatusCode.OK, (await call.SendAsync(RawCall.Frame(new Ping()))).Status);
    }

    [Fact]
    public async Task A_call_within_its_deadline_is_OK()
    {
        var calls = Enumerable.Range(0, 50).Select(async _ => await _server.Client.UnaryAsync(new Ping { Text = "a" }, deadline: DateTime.UtcNow.AddMinutes(1)));

        Assert.All(await Task.WhenAll(calls), pong => Assert.Equal("a", pong.Text));
    }

    [Fact]
    public async Task Deadlines_that_race_with_responses_end_every_call()
    {
        var calls = Enumerable.Range(0, 200).Select(i =>
            Record.ExceptionAsync(async () => await _server.Client.UnaryAsync(new Ping(), deadline: DateTime.UtcNow.AddMilliseconds(i % 20))));
        var errors = await Task.WhenAll(calls);

        Assert.All(errors.OfType<RpcException>(), error => Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode));
        Assert.DoesNotContain(errors, error => error is not null and not RpcException);
    }

    [Fact]
    public async Task A_deadline_that_is_not_in_UTC_is_refused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await _server.Client.UnaryAsync(new Ping(), deadline: DateTime.SpecifyKind(DateTime.UtcNow.AddHours(1), DateTimeKind.Local)));

        Assert.IsType<InvalidOperationException>(error.Status.DebugException);
    }

    private async Task<Pong> HangAsync(Ping request, ServerCallContext context)
    {
        try
        {
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
            return new Pong();
        }
        finally
        {
            _tokenCancelled.TrySetResult();
        }
    }
}
