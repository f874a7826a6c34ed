using System.Net;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.ServiceDefaults.Tests.Rpc;

namespace OtelShop.ServiceDefaults.Tests.Tls;

/// <summary>A cart that requires certificates, called as the services of the shop call each other.</summary>
public sealed class MutualTlsTests : IAsyncLifetime
{
    private readonly TestAuthority _ours = new();
    private readonly TestAuthority _others = new();
    private TestService? _cart;

    public async ValueTask InitializeAsync() => _cart = await StartCartAsync("cart");

    public async ValueTask DisposeAsync()
    {
        await _cart!.DisposeAsync();
        _ours.Dispose();
        _others.Dispose();
    }

    [Fact]
    public async Task A_caller_with_a_certificate_of_the_authority_is_answered_also_when_many_call_at_once()
    {
        await using var caller = await StartCallerAsync(_cart!, _ours.Settings("checkout"));

        var carts = await Concurrently.CallAsync(async number => (await Cart(caller).GetCartAsync(new GetCartRequest { UserId = $"{number}" })).UserId);

        Assert.Equal(Enumerable.Range(0, carts.Count).Select(number => $"{number}"), carts);
    }

    [Fact]
    public async Task A_caller_without_a_certificate_is_refused()
    {
        using var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = _ours.Trust } };
        using var channel = GrpcChannel.ForAddress(_cart!.GrpcAddress, new GrpcChannelOptions { HttpHandler = handler });

        await AssertRefusedAsync(new CartService.CartServiceClient(channel));
    }

    [Fact]
    public async Task A_caller_without_TLS_is_refused()
    {
        using var channel = GrpcChannel.ForAddress(new UriBuilder(_cart!.GrpcAddress) { Scheme = Uri.UriSchemeHttp }.Uri);

        await AssertRefusedAsync(new CartService.CartServiceClient(channel));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        await using var caller = await StartCallerAsync(_cart!, _others.Settings("checkout", trusted: _ours));

        await AssertRefusedAsync(Cart(caller));
    }

    [Fact]
    public async Task A_certificate_that_has_ended_is_refused()
    {
        await using var caller = await StartCallerAsync(_cart!, _ours.Settings("checkout", days: -1));

        await AssertRefusedAsync(Cart(caller));
    }

    [Fact]
    public async Task A_service_that_has_the_certificate_of_another_service_gets_no_call()
    {
        await using var impostor = await StartCartAsync("payment");
        await using var caller = await StartCallerAsync(impostor, _ours.Settings("checkout"));

        await AssertRefusedAsync(Cart(caller));
    }

    [Fact]
    public async Task Without_TLS_endpoints_of_the_same_service_stay_as_they_are()
    {
        using var response = await _cart!.Http.GetAsync(new Uri("/alive", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static CartService.CartServiceClient Cart(TestService caller) => caller.Services.GetRequiredService<CartService.CartServiceClient>();

    private static async Task AssertRefusedAsync(CartService.CartServiceClient cart)
    {
        // A write: reads are tried again.
        var error = await Assert.ThrowsAsync<RpcException>(async () => await cart.AddItemAsync(new AddItemRequest()));

        Assert.True(error.StatusCode is StatusCode.Unavailable or StatusCode.Internal, error.Message);
    }

    private Task<TestService> StartCartAsync(string name)
    {
        var settings = _ours.Settings(name);
        return TestService.StartAsync(
            builder =>
            {
                builder.Configuration["Kestrel:Endpoints:grpc:Url"] = "https://127.0.0.1:0";
                builder.Services.AddSingleton(new FailingCart.Script(new RpcException(Status.DefaultCancelled), Times: 0));
            },
            app => app.MapGrpcService<FailingCart>(),
            [
                .. settings,
                ("Kestrel:Endpoints:grpc:Certificate:Path", settings[1].Value),
                ("Kestrel:Endpoints:grpc:Certificate:KeyPath", settings[2].Value),
                ("Kestrel:Endpoints:grpc:ClientCertificateMode", "RequireCertificate"),
            ]);
    }

    private static Task<TestService> StartCallerAsync(TestService cart, (string Key, string Value)[] settings) => TestService.StartAsync(
        builder => builder.Services.AddGrpcServiceClient<CartService.CartServiceClient>("cart"),
        settings: [.. settings, ("services:cart:grpc:0", cart.GrpcAddress.ToString())]);
}
