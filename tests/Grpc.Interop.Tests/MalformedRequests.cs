using System.Net;
using System.Net.Http.Headers;
using Grpc.Core;

namespace OtelShop.InteropTests;

/// <summary>Bytes that no gRPC client would send, against our server.</summary>
public sealed class MalformedRequests(OurServer server) : IClassFixture<OurServer>
{
    private static readonly byte[] EmptyMessage = [0, 0, 0, 0, 0];

    [Fact]
    public async Task Another_content_type_is_an_unsupported_media_type()
    {
        using var answer = await PostAsync(EmptyMessage, "application/json");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_without_a_message_is_internal() => Assert.Equal(StatusCode.Internal, await StatusOfAsync([]));

    [Fact]
    public async Task A_prefix_that_is_cut_off_is_internal() => Assert.Equal(StatusCode.Internal, await StatusOfAsync([0, 0, 0]));

    [Fact]
    public async Task A_message_that_is_cut_off_is_internal() => Assert.Equal(StatusCode.Internal, await StatusOfAsync([0, 0, 0, 0, 10, 1, 2]));

    [Fact]
    public async Task A_length_of_four_gigabytes_exhausts_the_limit_before_any_of_it_is_read() =>
        Assert.Equal(StatusCode.ResourceExhausted, await StatusOfAsync([0, 0xff, 0xff, 0xff, 0xff]));

    [Fact]
    public async Task A_second_message_on_a_unary_call_is_internal() => Assert.Equal(StatusCode.Internal, await StatusOfAsync([.. EmptyMessage, .. EmptyMessage]));

    [Fact]
    public async Task An_unknown_compression_flag_is_internal() => Assert.Equal(StatusCode.Internal, await StatusOfAsync([7, 0, 0, 0, 0]));

    [Fact]
    public async Task A_compressed_message_without_an_encoding_is_internal() => Assert.Equal(StatusCode.Internal, await StatusOfAsync([1, 0, 0, 0, 1, 0]));

    [Fact]
    public async Task Bytes_that_are_no_protobuf_are_internal() => Assert.Equal(StatusCode.Internal, await StatusOfAsync([0, 0, 0, 0, 2, 0xff, 0xff]));

    [Fact]
    public async Task An_encoding_that_is_not_known_is_unimplemented() =>
        Assert.Equal(StatusCode.Unimplemented, await StatusOfAsync([1, 0, 0, 0, 1, 0], ("grpc-encoding", "zstd")));

    [Fact]
    public async Task A_compressed_message_that_is_no_gzip_is_internal() =>
        Assert.Equal(StatusCode.Internal, await StatusOfAsync([1, 0, 0, 0, 2, 1, 2], ("grpc-encoding", "gzip")));

    [Fact]
    public async Task A_timeout_that_is_no_timeout_is_refused() =>
        Assert.NotEqual(StatusCode.OK, await StatusOfAsync(EmptyMessage, ("grpc-timeout", "soon")));

    [Fact]
    public async Task The_server_answers_the_next_call_on_the_same_connection()
    {
        using var client = new HttpClient();
        await StatusOfAsync(client, [0, 0xff, 0xff, 0xff, 0xff]);

        Assert.Equal(StatusCode.OK, await StatusOfAsync(client, EmptyMessage));
    }

    private async Task<StatusCode> StatusOfAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using var client = new HttpClient();
        return await StatusOfAsync(client, body, headers);
    }

    private async Task<StatusCode> StatusOfAsync(HttpClient client, byte[] body, params (string Name, string Value)[] headers)
    {
        using var answer = await PostAsync(client, body, "application/grpc", headers);
        await answer.Content.ReadAsByteArrayAsync();
        var status = (answer.TrailingHeaders.TryGetValues("grpc-status", out var trailer) ? trailer : answer.Headers.GetValues("grpc-status")).Single();
        return Enum.Parse<StatusCode>(status);
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] body, string contentType)
    {
        using var client = new HttpClient();
        return await PostAsync(client, body, contentType);
    }

    private Task<HttpResponseMessage> PostAsync(HttpClient client, byte[] body, string contentType, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(server.Address, "/otelshop.interop.Interop/Unary"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) } },
        };
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return client.SendAsync(request);
    }
}
