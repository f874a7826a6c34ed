using Grpc.Core;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using OtelShop.Grpc.Tests.Protos;
using Status = Grpc.Core.Status;

namespace OtelShop.Grpc.Tests.Server;

public sealed class StatusTests : IAsyncLifetime
{
    private EchoServer _server = null!;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData(StatusCode.InvalidArgument)]
    [InlineData(StatusCode.NotFound)]
    [InlineData(StatusCode.Unavailable)]
    [InlineData(StatusCode.Unauthenticated)]
    public async Task A_thrown_status_reaches_the_caller(StatusCode code)
    {
        _server.Service.OnUnary = (_, _) => throw new RpcException(new Status(code, "because"));
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));

        Assert.Equal((code, "because"), (error.StatusCode, error.Status.Detail));
    }

    [Theory]
    [InlineData("100% naïve – 漢字\r\n\t")]
    [InlineData("%41 is not A")]
    public async Task A_detail_of_any_text_reaches_the_caller(string detail)
    {
        _server.Service.OnUnary = (_, _) => throw new RpcException(new Status(StatusCode.Aborted, detail));
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));

        Assert.Equal(detail, error.Status.Detail);
    }

    [Fact]
    public async Task A_status_that_the_method_sets_reaches_the_caller()
    {
        _server.Service.OnUnary = (_, context) =>
        {
            context.Status = new Status(StatusCode.OutOfRange, "too far");
            return Task.FromResult(new Pong());
        };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));

        Assert.Equal(StatusCode.OutOfRange, error.StatusCode);
    }

    [Fact]
    public async Task An_exception_is_UNKNOWN_and_keeps_its_text_to_itself()
    {
        _server.Service.OnUnary = (_, _) => throw new InvalidOperationException("secret");
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));

        Assert.Equal((StatusCode.Unknown, "Exception was thrown by handler."), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task Detailed_errors_tell_the_exceptions_text()
    {
        await using var server = await EchoServer.StartAsync(options => options.EnableDetailedErrors = true);
        server.Service.OnUnary = (_, _) => throw new InvalidOperationException("secret");
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.UnaryAsync(new Ping()));

        Assert.Contains("InvalidOperationException: secret", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_method_that_returns_nothing_is_CANCELLED()
    {
        _server.Service.OnUnary = (_, _) => Task.FromResult<Pong>(null!);
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));

        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
    }

    [Fact]
    public async Task Details_of_an_error_reach_the_caller()
    {
        var violation = new BadRequest.Types.FieldViolation { Field = "item.quantity", Description = "must be positive" };
        var status = new Google.Rpc.Status
        {
            Code = (int)Code.InvalidArgument,
            Message = "bad",
            Details = { Any.Pack(new BadRequest { FieldViolations = { violation } }) },
        };
        _server.Service.OnUnary = (_, _) => throw status.ToRpcException();
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Equal(violation, Assert.Single(error.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations));
    }

    [Fact]
    public async Task A_stream_that_fails_gives_its_messages_first()
    {
        _server.Service.OnServerStream = async (_, responses, _) =>
        {
            await responses.WriteAsync(new Pong { Text = "first" });
            throw new RpcException(new Status(StatusCode.DataLoss, "gone"));
        };
        using var call = _server.Client.ServerStream(new Ping());

        Assert.True(await call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.DataLoss, (await Assert.ThrowsAsync<RpcException>(async () => await call.ResponseStream.MoveNext())).StatusCode);
    }

    [Fact]
    public async Task A_failure_before_any_message_is_one_frame()
    {
        _server.Service.OnUnary = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "none"));
        using var call = new RawCall(_server.Address);

        Assert.True((await call.SendAsync(RawCall.Frame(new Ping()))).IsTrailersOnly);
    }

    [Fact]
    public async Task A_server_may_end_a_stream_of_requests_early()
    {
        _server.Service.OnClientStream = async (requests, _) =>
        {
            await requests.MoveNext();
            throw new RpcException(new Status(StatusCode.ResourceExhausted, "enough"));
        };
        using var call = _server.Client.ClientStream();
        await call.RequestStream.WriteAsync(new Ping());

        Assert.Equal(StatusCode.ResourceExhausted, (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode);
    }

    [Fact]
    public async Task An_enum_value_that_is_no_code_is_UNKNOWN()
    {
        _server.Service.OnUnary = (_, _) => throw new RpcException(new Status((StatusCode)99, ""));
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));

        Assert.Equal(StatusCode.Unknown, error.StatusCode);
    }
}
