using Grpc.Core;

namespace OtelShop.InteropTests;

/// <summary>Our client against a server that nobody here wrote.</summary>
public abstract class CallsToPeerServers(PeerServer server)
{
    private const int FourMebibytes = 4 * 1024 * 1024;

    [Fact]
    public async Task A_unary_call_is_answered()
    {
        var answer = await server.Client.UnaryAsync(new Ask { Text = "hello" });

        Assert.Equal("hello", answer.Text);
    }

    [Fact]
    public async Task A_server_stream_is_read_in_order_to_its_end()
    {
        using var call = server.Client.ServerStream(new Ask { Count = 3 });

        Assert.Equal([0, 1, 2], await call.ResponseStream.ReadAllAsync().Select(answer => answer.Count).ToListAsync());
    }

    [Fact]
    public async Task A_client_stream_is_answered_when_it_is_complete()
    {
        using var call = server.Client.ClientStream();
        foreach (var text in new[] { "a", "b", "c" })
            await call.RequestStream.WriteAsync(new Ask { Text = text });
        await call.RequestStream.CompleteAsync();

        Assert.Equal("abc", (await call).Text);
    }

    [Fact]
    public async Task Both_directions_of_a_bidirectional_call_alternate()
    {
        using var call = server.Client.Bidi();
        var answers = new List<string>();
        foreach (var text in new[] { "a", "b", "c" })
        {
            await call.RequestStream.WriteAsync(new Ask { Text = text });
            Assert.True(await call.ResponseStream.MoveNext());
            answers.Add(call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();

        Assert.False(await call.ResponseStream.MoveNext());
        Assert.Equal(["a", "b", "c"], answers);
    }

    [Fact]
    public async Task A_passed_deadline_ends_the_call()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await server.Client.UnaryAsync(new Ask { Behaviour = Behaviour.Hang }, deadline: DateTime.UtcNow.AddMilliseconds(300)));

        Assert.Equal(StatusCode.DeadlineExceeded, error.StatusCode);
    }

    [Fact]
    public async Task A_cancelled_call_is_seen_by_the_server()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = server.Client.ServerStream(new Ask { Text = "this one", Count = 1, Behaviour = Behaviour.Hang }, cancellationToken: cancellation.Token);
        await call.ResponseStream.MoveNext();

        await cancellation.CancelAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext());
        Assert.Equal(StatusCode.Cancelled, error.StatusCode);
        await server.SawCancelledAsync("this one");
    }

    [Fact]
    public async Task A_message_just_below_the_limit_is_read()
    {
        var answer = await server.Client.UnaryAsync(new Ask { Behaviour = Behaviour.Size, Count = FourMebibytes - 1024 });

        Assert.Equal(FourMebibytes - 1024, answer.Payload.Length);
    }

    [Fact]
    public async Task A_message_over_the_limit_is_refused()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () =>
            await server.Client.UnaryAsync(new Ask { Behaviour = Behaviour.Size, Count = FourMebibytes + 1 }));

        Assert.Equal(StatusCode.ResourceExhausted, error.StatusCode);
    }

    [Fact]
    public async Task Metadata_returns_as_headers_and_trailers_byte_for_byte()
    {
        byte[] bytes = [0x00, 0xff, 0x10];
        using var call = server.Client.UnaryAsync(new Ask(), new Metadata { { "echo", "plain" }, { "echo-bin", bytes } });
        var headers = await call.ResponseHeadersAsync;
        await call;

        Assert.Equal(bytes, headers.GetValueBytes("echo-bin"));
        Assert.Equal(bytes, call.GetTrailers().GetValueBytes("echo-bin"));
        Assert.Equal("plain", call.GetTrailers().GetValue("echo"));
    }

    [Fact]
    public async Task A_method_that_the_server_lacks_is_unimplemented()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.NotThereAsync(new Ask()));

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public async Task An_error_arrives_with_its_details()
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.UnaryAsync(new Ask { Behaviour = Behaviour.Fail }));

        Assert.Equal("no such star", error.Status.Detail);
        Assert.Equal(Peer.FailureDetails, error.GetRpcStatus());
    }

    [Fact]
    public async Task A_compressed_request_is_understood()
    {
        var answer = await server.Client.UnaryAsync(new Ask { Text = new string('x', 10_000) }, new Metadata { { "grpc-internal-encoding-request", "gzip" } });

        Assert.Equal(10_000, answer.Text.Length);
    }
}
