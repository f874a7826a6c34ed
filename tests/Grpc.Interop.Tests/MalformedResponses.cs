using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Http;

namespace OtelShop.InteropTests;

/// <summary>Answers that no gRPC server would give, to our client.</summary>
public sealed class MalformedResponses
{
    private static readonly byte[] EmptyMessage = [0, 0, 0, 0, 0];

    [Theory]
    [InlineData(400, StatusCode.Internal)]
    [InlineData(401, StatusCode.Unauthenticated)]
    [InlineData(403, StatusCode.PermissionDenied)]
    [InlineData(404, StatusCode.Unimplemented)]
    [InlineData(429, StatusCode.Unavailable)]
    [InlineData(502, StatusCode.Unavailable)]
    [InlineData(503, StatusCode.Unavailable)]
    [InlineData(504, StatusCode.Unavailable)]
    [InlineData(500, StatusCode.Unknown)]
    public async Task A_plain_http_status_is_mapped_as_the_protocol_says(int httpStatus, StatusCode expected) =>
        Assert.Equal(expected, await StatusOfAsync(http =>
        {
            http.Response.StatusCode = httpStatus;
            return Task.CompletedTask;
        }));

    [Fact]
    public async Task An_answer_that_is_no_grpc_is_an_error() =>
        Assert.NotEqual(StatusCode.OK, await StatusOfAsync(http => http.Response.WriteAsync("hello")));

    [Fact]
    public async Task An_answer_without_a_status_is_an_error() =>
        Assert.NotEqual(StatusCode.OK, await StatusOfAsync(http => WriteAsync(http, EmptyMessage, status: null)));

    [Fact]
    public async Task A_message_that_is_cut_off_is_an_error() =>
        Assert.NotEqual(StatusCode.OK, await StatusOfAsync(http => WriteAsync(http, [0, 0, 0, 0, 9, 1])));

    [Fact]
    public async Task A_length_of_four_gigabytes_exhausts_the_limit() =>
        Assert.Equal(StatusCode.ResourceExhausted, await StatusOfAsync(http => WriteAsync(http, [0, 0xff, 0xff, 0xff, 0xff])));

    [Fact]
    public async Task Success_without_a_message_is_an_error() => Assert.NotEqual(StatusCode.OK, await StatusOfAsync(http => WriteAsync(http, [])));

    [Fact]
    public async Task A_status_that_is_no_number_is_unknown() =>
        Assert.Equal(StatusCode.Unknown, await StatusOfAsync(http => WriteAsync(http, EmptyMessage, status: "fine")));

    [Fact]
    public async Task A_connection_that_breaks_is_an_error() =>
        Assert.NotEqual(StatusCode.OK, await StatusOfAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        }));

    private static async Task WriteAsync(HttpContext http, byte[] body, string? status = "0")
    {
        http.Response.ContentType = "application/grpc";
        await http.Response.Body.WriteAsync(body);
        if (status is not null)
            http.Response.AppendTrailer("grpc-status", status);
    }

    private static async Task<StatusCode> StatusOfAsync(RequestDelegate answer)
    {
        await using var server = await RawServer.StartAsync(answer);
        using var channel = GrpcChannel.ForAddress(server.Address);
        try
        {
            await new Interop.InteropClient(channel).UnaryAsync(new Ask(), deadline: DateTime.UtcNow.AddSeconds(10));
            return StatusCode.OK;
        }
        catch (RpcException error)
        {
            return error.StatusCode == StatusCode.DeadlineExceeded ? StatusCode.OK : error.StatusCode;
        }
    }
}
