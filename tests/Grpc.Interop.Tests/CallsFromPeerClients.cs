using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;

namespace OtelShop.InteropTests;

/// <summary>A client that nobody here wrote against our server.</summary>
public abstract class CallsFromPeerClients(Peer peer) : IAsyncLifetime
{
    private readonly OurServer _server = new();

    public async ValueTask InitializeAsync() => await _server.InitializeAsync();

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_unary_call_is_answered() => Assert.Equal("hello", (string?)(await CallAsync("unary"))["text"]);

    [Fact]
    public async Task A_server_stream_is_sent_in_order_to_its_end() => Assert.Equal("[0,1,2]", (await CallAsync("server-stream"))["counts"]!.ToJsonString());

    [Fact]
    public async Task A_client_stream_is_answered_when_it_is_complete() => Assert.Equal("abc", (string?)(await CallAsync("client-stream"))["text"]);

    [Fact]
    public async Task Each_message_of_a_bidirectional_call_is_answered() =>
        Assert.Equal("""["a","b","c"]""", (await CallAsync("bidi"))["texts"]!.ToJsonString());

    [Fact]
    public async Task A_passed_deadline_ends_the_call() => Assert.Equal((int)StatusCode.DeadlineExceeded, (int?)(await CallAsync("deadline"))["code"]);

    [Fact]
    public async Task A_cancelled_call_is_seen_by_the_server()
    {
        var outcome = await CallAsync("cancel");

        Assert.Equal((int)StatusCode.Cancelled, (int?)outcome["code"]);
        await _server.Cancelled.Task;
    }

    [Fact]
    public async Task A_message_just_below_the_limit_is_accepted() =>
        Assert.Equal((4 * 1024 * 1024) - 1024, (int?)(await CallAsync("large"))["size"]);

    [Fact]
    public async Task A_message_over_the_limit_is_refused() =>
        Assert.Equal((int)StatusCode.ResourceExhausted, (int?)(await CallAsync("too-large"))["code"]);

    [Fact]
    public async Task Metadata_returns_as_headers_and_trailers_byte_for_byte()
    {
        var outcome = await CallAsync("metadata");

        Assert.Equal("""{"echo":"plain","echo-bin":"AP8Q"}""", outcome["headers"]!.ToJsonString());
        Assert.Equal("""{"echo":"plain","echo-bin":"AP8Q"}""", outcome["trailers"]!.ToJsonString());
    }

    [Fact]
    public async Task A_method_that_we_lack_is_unimplemented() =>
        Assert.Equal((int)StatusCode.Unimplemented, (int?)(await CallAsync("unimplemented"))["code"]);

    [Fact]
    public async Task An_error_arrives_with_its_details()
    {
        var outcome = await CallAsync("details");

        Assert.Equal("no such star", (string?)outcome["message"]);
        Assert.Equal(Peer.FailureDetails, Google.Rpc.Status.Parser.ParseFrom(ByteString.FromBase64((string)outcome["details"]!)));
    }

    [Fact]
    public async Task A_compressed_request_is_understood() =>
        Assert.Equal(6000, ((string?)(await CallAsync("gzip"))["text"])!.Length);

    private async Task<JsonObject> CallAsync(string scenario)
    {
        using var client = peer.Start("client", _server.Address.Authority, scenario);
        var line = await client.StandardOutput.ReadLineAsync();
        await client.WaitForExitAsync();
        return JsonNode.Parse(line ?? throw new InvalidOperationException($"The {peer.Name} client printed nothing."))!.AsObject();
    }
}
