using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests.Client;

public sealed class RetryTests : IAsyncLifetime
{
    private readonly RetryPolicy _policy = new()
    {
        MaxAttempts = 3,
        InitialBackoff = TimeSpan.FromMilliseconds(1),
        MaxBackoff = TimeSpan.FromMilliseconds(5),
        BackoffMultiplier = 2,
        RetryableStatusCodes = { StatusCode.Unavailable },
    };

    private EchoServer _server = null!;
    private int _calls;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_call_that_fails_twice_succeeds_the_third_time()
    {
        FailFirst(2, StatusCode.Unavailable);

        Assert.Equal("2", (await Client(MethodName.Default).UnaryAsync(new Ping())).Text);
    }

    [Fact]
    public async Task A_call_is_sent_no_more_often_than_allowed()
    {
        FailFirst(10, StatusCode.Unavailable);
        await Assert.ThrowsAsync<RpcException>(async () => await Client(MethodName.Default).UnaryAsync(new Ping()));

        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task Another_code_is_not_repeated()
    {
        FailFirst(1, StatusCode.Aborted);
        await Assert.ThrowsAsync<RpcException>(async () => await Client(MethodName.Default).UnaryAsync(new Ping()));

        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_policy_of_one_method_leaves_others_alone()
    {
        FailFirst(1, StatusCode.Unavailable);
        var other = new MethodName { Service = "grpctest.Echo", Method = "Duplex" };
        await Assert.ThrowsAsync<RpcException>(async () => await Client(other).UnaryAsync(new Ping()));

        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_stream_of_responses_is_repeated_until_the_first_arrives()
    {
        _server.Service.OnServerStream = async (_, responses, _) =>
        {
            if (Interlocked.Increment(ref _calls) == 1) { throw new RpcException(new Status(StatusCode.Unavailable, "")); }
            await responses.WriteAsync(new Pong());
            throw new RpcException(new Status(StatusCode.Unavailable, ""));
        };
        using var call = Client(MethodName.Default).ServerStream(new Ping());

        Assert.True(await call.ResponseStream.MoveNext());
        await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(2, _calls);
    }

    [Fact]
    public async Task A_server_that_pushes_back_is_not_asked_again()
    {
        _server.Service.OnUnary = (_, _) =>
        {
            _calls++;
            throw new RpcException(new Status(StatusCode.Unavailable, ""), new Metadata { { "grpc-retry-pushback-ms", "-1" } });
        };
        await Assert.ThrowsAsync<RpcException>(async () => await Client(MethodName.Default).UnaryAsync(new Ping()));

        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task A_spent_budget_stops_repeating()
    {
        FailFirst(100, StatusCode.Unavailable);
        var client = Client(MethodName.Default, new RetryThrottlingPolicy { MaxTokens = 2, TokenRatio = 0.1 });
        for (var i = 0; i < 3; i++) { await Assert.ThrowsAsync<RpcException>(async () => await client.UnaryAsync(new Ping())); }

        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task The_deadline_spans_all_attempts()
    {
        FailFirst(100, StatusCode.Unavailable);
        _policy.InitialBackoff = TimeSpan.FromMinutes(5);
        _policy.MaxBackoff = TimeSpan.FromMinutes(5);
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await Client(MethodName.Default).UnaryAsync(new Ping(), deadline: DateTime.UtcNow.AddMilliseconds(200)));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public void A_policy_without_codes_is_refused()
    {
        _policy.RetryableStatusCodes.Clear();

        Assert.Throws<InvalidOperationException>(() => Client(MethodName.Default).UnaryAsync(new Ping()));
    }

    private void FailFirst(int times, StatusCode code) => _server.Service.OnUnary = (_, context) =>
    {
        if (Interlocked.Increment(ref _calls) <= times) { throw new RpcException(new Status(code, "not yet")); }
        return Task.FromResult(new Pong { Text = context.RequestHeaders.GetValue("grpc-previous-rpc-attempts") ?? "" });
    };

    private Echo.EchoClient Client(MethodName name, RetryThrottlingPolicy? throttling = null) => _server.ClientWith(new GrpcChannelOptions
    {
        ServiceConfig = new ServiceConfig { MethodConfigs = { new MethodConfig { Names = { name }, RetryPolicy = _policy } }, RetryThrottling = throttling },
    });
}
