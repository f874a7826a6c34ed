using System.IO.Compression;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests.Server;

public sealed class MalformedRequestTests : IAsyncLifetime
{
    private static readonly byte[] Hello = RawCall.Frame(new Ping { Text = "hello" });
    private EchoServer _server = null!;

    public async Task InitializeAsync() => _server = await EchoServer.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_body_cut_off_in_a_message_is_INTERNAL()
    {
        using var call = new RawCall(_server.Address);

        Assert.Equal(StatusCode.Internal, (await call.SendAsync(Hello[..^2])).Status);
    }

    [Fact]
    public async Task A_body_cut_off_in_a_message_header_is_INTERNAL()
    {
        using var call = new RawCall(_server.Address);

        Assert.Equal(StatusCode.Internal, (await call.SendAsync(Hello[..3])).Status);
    }

    [Fact]
    public async Task A_unary_call_without_a_message_is_INTERNAL()
    {
        using var call = new RawCall(_server.Address);

        Assert.Equal(StatusCode.Internal, (await call.SendAsync()).Status);
    }

    [Fact]
    public async Task A_unary_call_with_two_messages_is_INTERNAL()
    {
        using var call = new RawCall(_server.Address);

        Assert.Equal(StatusCode.Internal, (await call.SendAsync([.. Hello, .. Hello])).Status);
    }

    [Fact]
    public async Task A_length_prefix_over_the_limit_is_RESOURCE_EXHAUSTED_before_the_message_arrives()
    {
        using var call = new RawCall(_server.Address);

        Assert.Equal(StatusCode.ResourceExhausted, (await call.SendAsync(0, 0xff, 0xff, 0xff, 0xff)).Status);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(255)]
    public async Task A_compressed_flag_that_is_none_is_INTERNAL(byte flag)
    {
        using var call = new RawCall(_server.Address);

        Assert.Equal(StatusCode.Internal, (await call.SendAsync(RawCall.Frame(new Ping(), flag))).Status);
    }

    [Fact]
    public async Task A_compressed_message_without_an_encoding_is_INTERNAL()
    {
        using var call = new RawCall(_server.Address);

        Assert.Equal(StatusCode.Internal, (await call.SendAsync(RawCall.Frame([1, 2, 3], flag: 1))).Status);
    }

    [Fact]
    public async Task Damaged_gzip_is_INTERNAL()
    {
        using var call = new RawCall(_server.Address) { Headers = { ["grpc-encoding"] = "gzip" } };

        Assert.Equal(StatusCode.Internal, (await call.SendAsync(RawCall.Frame([1, 2, 3], flag: 1))).Status);
    }

    [Fact]
    public async Task A_message_that_is_no_message_is_INTERNAL()
    {
        using var call = new RawCall(_server.Address);

        Assert.Equal(StatusCode.Internal, (await call.SendAsync(RawCall.Frame([0xff, 0xff, 0xff]))).Status);
    }

    [Fact]
    public async Task A_message_that_unpacks_over_the_limit_is_RESOURCE_EXHAUSTED()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) { await gzip.WriteAsync(new byte[20_000_000]); }
        using var call = new RawCall(_server.Address) { Headers = { ["grpc-encoding"] = "gzip" } };

        Assert.Equal(StatusCode.ResourceExhausted, (await call.SendAsync(RawCall.Frame(packed.ToArray(), flag: 1))).Status);
    }

    [Fact]
    public async Task An_unknown_encoding_is_UNIMPLEMENTED_and_names_the_known_ones()
    {
        using var call = new RawCall(_server.Address) { Headers = { ["grpc-encoding"] = "lzma" } };
        var reply = await call.SendAsync(Hello);

        Assert.Equal(StatusCode.Unimplemented, reply.Status);
        Assert.Equal("identity,deflate,gzip", reply.Field("grpc-accept-encoding"));
    }

    [Fact]
    public async Task A_timeout_that_is_none_is_INTERNAL()
    {
        using var call = new RawCall(_server.Address) { Headers = { ["grpc-timeout"] = "soon" } };

        Assert.Equal(StatusCode.Internal, (await call.SendAsync(Hello)).Status);
    }

    [Fact]
    public async Task Another_content_type_is_answered_with_415()
    {
        using var call = new RawCall(_server.Address) { ContentType = "application/json" };

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await call.SendAsync(Hello)).HttpStatus);
    }

    [Fact]
    public async Task A_content_type_with_a_format_is_fine()
    {
        using var call = new RawCall(_server.Address) { ContentType = "application/grpc+proto" };

        Assert.Equal(StatusCode.OK, (await call.SendAsync(Hello)).Status);
    }

    [Fact]
    public async Task HTTP_1_is_told_to_upgrade()
    {
        await using var old = await EchoServer.StartAsync(protocols: HttpProtocols.Http1);
        using var call = new RawCall(old.Address) { Version = HttpVersion.Version11 };

        Assert.Equal(HttpStatusCode.UpgradeRequired, (await call.SendAsync(Hello)).HttpStatus);
    }

    [Theory]
    [InlineData("/grpctest.Echo/Nothing")]
    [InlineData("/grpctest.Nobody/Unary")]
    public async Task An_unknown_method_or_service_is_UNIMPLEMENTED(string path)
    {
        using var call = new RawCall(_server.Address) { Path = path };

        Assert.Equal(StatusCode.Unimplemented, (await call.SendAsync(Hello)).Status);
    }

    [Fact]
    public async Task The_server_goes_on_after_a_malformed_request()
    {
        using var call = new RawCall(_server.Address);
        await call.SendAsync(Hello[..3]);

        Assert.Equal(StatusCode.OK, (await call.SendAsync(Hello)).Status);
    }
}
