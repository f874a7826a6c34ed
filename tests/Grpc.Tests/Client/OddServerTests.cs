using System.Net.Sockets;
using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests.Client;

public sealed class OddServerTests
{
    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(302, StatusCode.Unknown)]
    [InlineData(500, StatusCode.Unknown)]
    public async Task An_HTTP_error_becomes_a_status(int http, StatusCode expected)
    {
        var code = await CodeOfAsync(context =>
        {
            context.Response.StatusCode = http;
            return Task.CompletedTask;
        });

        Assert.Equal(expected, code);
    }

    [Theory]
    [InlineData(0, StatusCode.Internal)]
    [InlineData(1, StatusCode.Internal)]
    [InlineData(2, StatusCode.Internal)]
    [InlineData(8, StatusCode.Cancelled)]
    [InlineData(11, StatusCode.ResourceExhausted)]
    [InlineData(12, StatusCode.PermissionDenied)]
    public async Task A_reset_stream_becomes_a_status(int errorCode, StatusCode expected)
    {
        var code = await CodeOfAsync(context =>
        {
            context.Features.Get<IHttpResetFeature>()!.Reset(errorCode);
            return Task.CompletedTask;
        });

        Assert.Equal(expected, code);
    }

    [Fact]
    public async Task A_reset_in_the_middle_of_a_response_becomes_a_status()
    {
        var code = await CodeOfAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(RawCall.Frame(new Pong()).AsMemory(0, 3));
            await context.Response.Body.FlushAsync();
            context.Features.Get<IHttpResetFeature>()!.Reset(8);
        });

        Assert.Equal(StatusCode.Cancelled, code);
    }

    [Fact]
    public async Task A_reply_without_a_status_is_UNKNOWN()
    {
        var code = await CodeOfAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(RawCall.Frame(new Pong()));
        });

        Assert.Equal(StatusCode.Unknown, code);
    }

    [Fact]
    public async Task A_status_that_is_no_number_is_UNKNOWN() => Assert.Equal(StatusCode.Unknown, await CodeOfAsync(context => EndAsync(context, "fine")));

    [Fact]
    public async Task A_status_out_of_range_is_UNKNOWN() => Assert.Equal(StatusCode.Unknown, await CodeOfAsync(context => EndAsync(context, "77")));

    [Fact]
    public async Task OK_without_a_message_is_INTERNAL() => Assert.Equal(StatusCode.Internal, await CodeOfAsync(context => EndAsync(context, "0")));

    [Fact]
    public async Task A_web_page_is_UNKNOWN()
    {
        var code = await CodeOfAsync(context =>
        {
            context.Response.ContentType = "text/html";
            return context.Response.WriteAsync("<p>hello</p>");
        });

        Assert.Equal(StatusCode.Unknown, code);
    }

    [Fact]
    public async Task A_message_cut_off_is_INTERNAL()
    {
        var code = await CodeOfAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(RawCall.Frame(new Pong { Text = "hello" }).AsMemory(0, 8));
            context.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(StatusCode.Internal, code);
    }

    [Fact]
    public async Task Two_responses_to_a_unary_call_are_INTERNAL()
    {
        var code = await CodeOfAsync(async context =>
        {
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync((byte[])[.. RawCall.Frame(new Pong()), .. RawCall.Frame(new Pong())]);
            context.Response.AppendTrailer("grpc-status", "0");
        });

        Assert.Equal(StatusCode.Internal, code);
    }

    [Fact]
    public async Task An_encoding_that_was_not_offered_is_INTERNAL()
    {
        var code = await CodeOfAsync(context =>
        {
            context.Response.ContentType = "application/grpc";
            context.Response.Headers["grpc-encoding"] = "lzma";
            return context.Response.Body.WriteAsync(RawCall.Frame([1], flag: 1)).AsTask();
        });

        Assert.Equal(StatusCode.Internal, code);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_UNAVAILABLE()
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{FreePort()}");
        var error = await Assert.ThrowsAsync<RpcException>(async () => await new Echo.EchoClient(channel).UnaryAsync(new Ping()));

        Assert.Equal(StatusCode.Unavailable, error.StatusCode);
    }

    internal static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static Task EndAsync(HttpContext context, string status)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = status;
        return Task.CompletedTask;
    }

    private static async Task<StatusCode> CodeOfAsync(RequestDelegate answer)
    {
        await using var server = await OddServer.StartAsync(answer);
        return (await Assert.ThrowsAsync<RpcException>(async () => await server.Client.UnaryAsync(new Ping()))).StatusCode;
    }
}
