using Grpc.Core;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

public sealed class MetadataTests : IAsyncLifetime
{
    private static readonly byte[] Bytes = [0, 1, 2, 253, 254, 255];
    private EchoServer _server = null!;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Request_headers_reach_the_method()
    {
        var seen = new TaskCompletionSource<Metadata>();
        _server.Service.OnUnary = (_, context) =>
        {
            seen.SetResult(context.RequestHeaders);
            return Task.FromResult(new Pong());
        };
        await _server.Client.UnaryAsync(new Ping(), new Metadata { { "user-id", "42" }, { "blob-bin", Bytes } });
        var headers = await seen.Task;

        Assert.Equal("42", headers.GetValue("User-Id"));
        Assert.Equal(Bytes, headers.GetValueBytes("blob-bin"));
    }

    [Fact]
    public async Task Headers_of_the_protocol_are_no_metadata()
    {
        var seen = new TaskCompletionSource<Metadata>();
        _server.Service.OnUnary = (_, context) =>
        {
            seen.SetResult(context.RequestHeaders);
            return Task.FromResult(new Pong());
        };
        await _server.Client.UnaryAsync(new Ping(), deadline: DateTime.UtcNow.AddMinutes(1));

        Assert.DoesNotContain(await seen.Task, entry => entry.Key is "te" or "content-type" or "grpc-timeout" or "grpc-accept-encoding" || entry.Key.StartsWith(':'));
    }

    [Fact]
    public async Task Binary_values_joined_by_commas_are_taken_apart()
    {
        var seen = new TaskCompletionSource<IReadOnlyList<byte[]>>();
        _server.Service.OnUnary = (_, context) =>
        {
            seen.SetResult([.. context.RequestHeaders.GetAll("blob-bin").Select(entry => entry.ValueBytes)]);
            return Task.FromResult(new Pong());
        };
        using var call = new RawCall(_server.Address) { Headers = { ["blob-bin"] = "AQ,AgM=, BAUG" } };
        await call.SendAsync(RawCall.Frame(new Ping()));

        Assert.Equal([[1], [2, 3], [4, 5, 6]], await seen.Task);
    }

    [Fact]
    public async Task Response_headers_arrive_before_the_response()
    {
        var finish = new TaskCompletionSource();
        _server.Service.OnUnary = async (_, context) =>
        {
            await context.WriteResponseHeadersAsync(new Metadata { { "region", "north" }, { "blob-bin", Bytes } });
            await finish.Task;
            return new Pong();
        };
        using var call = _server.Client.UnaryAsync(new Ping());
        var headers = await call.ResponseHeadersAsync;
        finish.SetResult();
        await call;

        Assert.Equal("north", headers.GetValue("region"));
        Assert.Equal(Bytes, headers.GetValueBytes("blob-bin"));
    }

    [Fact]
    public async Task Trailers_follow_a_response()
    {
        _server.Service.OnUnary = (_, context) =>
        {
            context.ResponseTrailers.Add("cost", "3");
            context.ResponseTrailers.Add("cost", "4");
            context.ResponseTrailers.Add("blob-bin", Bytes);
            return Task.FromResult(new Pong());
        };
        using var call = _server.Client.UnaryAsync(new Ping());
        await call;

        Assert.Equal(["3", "4"], call.GetTrailers().GetAll("cost").Select(entry => entry.Value));
        Assert.Equal(Bytes, call.GetTrailers().GetValueBytes("blob-bin"));
    }

    [Fact]
    public async Task Trailers_come_with_an_error()
    {
        _server.Service.OnUnary = (_, context) =>
        {
            context.ResponseTrailers.Add("one", "1");
            throw new RpcException(new Status(StatusCode.Aborted, ""), new Metadata { { "two", "2" } });
        };
        var error = await Assert.ThrowsAsync<RpcException>(async () => await _server.Client.UnaryAsync(new Ping()));

        Assert.Equal(("1", "2"), (error.Trailers.GetValue("one"), error.Trailers.GetValue("two")));
    }

    [Fact]
    public async Task Response_headers_are_sent_once()
    {
        _server.Service.OnUnary = async (_, context) =>
        {
            await context.WriteResponseHeadersAsync([]);
            var again = await Record.ExceptionAsync(() => context.WriteResponseHeadersAsync([]));
            return new Pong { Text = again?.GetType().Name ?? "" };
        };

        Assert.Equal(nameof(InvalidOperationException), (await _server.Client.UnaryAsync(new Ping())).Text);
    }

    [Fact]
    public async Task A_method_knows_its_name_peer_and_host()
    {
        _server.Service.OnUnary = (_, context) => Task.FromResult(new Pong { Text = $"{context.Method} {context.Peer[..15]} {context.Host}" });

        Assert.Equal($"/grpctest.Echo/Unary ipv4:127.0.0.1: {_server.Address.Authority}", (await _server.Client.UnaryAsync(new Ping())).Text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("naïve")]
    public void A_key_with_other_characters_is_refused(string key) => Assert.ThrowsAny<ArgumentException>(() => new Metadata.Entry(key, "value"));

    [Fact]
    public void A_binary_key_takes_no_text() => Assert.Throws<ArgumentException>(() => new Metadata.Entry("blob-bin", "text"));

    [Fact]
    public void A_text_key_takes_no_bytes() => Assert.Throws<ArgumentException>(() => new Metadata.Entry("blob", Bytes));

    [Fact]
    public void Empty_metadata_cannot_be_changed() => Assert.Throws<InvalidOperationException>(() => Metadata.Empty.Add("a", "b"));
}
