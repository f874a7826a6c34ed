using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.ServiceDefaults.Tests.Rpc;

namespace OtelShop.ServiceDefaults.Tests.Http;

/// <summary>What every service refuses for its size, before its own code sees it.</summary>
public sealed class SizeLimitTests : IAsyncLifetime
{
    private const int Mebibyte = 1024 * 1024;
    private TestService? _service;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(
        builder => builder.Services.AddSingleton(new FailingCart.Script(new RpcException(Status.DefaultCancelled), Times: 0)),
        app =>
        {
            app.MapGrpcService<FailingCart>();
            app.MapPost("/echo", async (HttpRequest request) =>
            {
                await request.Body.CopyToAsync(Stream.Null);
                return Results.NoContent();
            });
        });

    public async ValueTask DisposeAsync() => await _service!.DisposeAsync();

    [Theory]
    [InlineData(8 * Mebibyte, HttpStatusCode.NoContent)]
    [InlineData((8 * Mebibyte) + 1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_has_at_most_eight_mebibytes(int bytes, HttpStatusCode expected)
    {
        using var body = new ByteArrayContent(new byte[bytes]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/echo") { Content = body, Headers = { ExpectContinue = true } };

        using var response = await _service!.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Headers_have_at_most_32_kibibytes()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/alive");
        request.Headers.Add("X-Long", new string('x', 33 * 1024));

        using var response = await _service!.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, response.StatusCode);
    }

    [Theory]
    [InlineData(3 * Mebibyte, StatusCode.OK)]
    [InlineData(5 * Mebibyte, StatusCode.ResourceExhausted)]
    public async Task A_message_has_at_most_four_mebibytes(int length, StatusCode expected)
    {
        using var channel = GrpcChannel.ForAddress(_service!.GrpcAddress);
        var call = new CartService.CartServiceClient(channel).AddItemAsync(new AddItemRequest { UserId = new string('a', length) });

        var error = await Record.ExceptionAsync(async () => await call.ResponseAsync);

        Assert.Equal(expected, (error as RpcException)?.StatusCode ?? StatusCode.OK);
    }
}
