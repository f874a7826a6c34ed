using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.Checkout.Tests.Fakes;

/// <summary>All services that checkout calls, behind one port.</summary>
internal sealed class FakeShop : IAsyncDisposable
{
    private readonly WebApplication _server;

    private FakeShop()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddRoutingCore();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(Cart).AddSingleton(Catalog).AddSingleton(Currency)
            .AddSingleton(Shipping).AddSingleton(Payment).AddSingleton(Email);
        _server = builder.Build();
        _server.MapGrpcService<FakeCart>();
        _server.MapGrpcService<FakeCatalog>();
        _server.MapGrpcService<FakeCurrency>();
        _server.MapGrpcService<FakeShipping>();
        _server.MapGrpcService<FakePayment>();
        _server.MapGrpcService<FakeEmail>();
    }

    public FakeCart Cart { get; } = new();

    public FakeCatalog Catalog { get; } = new();

    public FakeCurrency Currency { get; } = new();

    public FakeShipping Shipping { get; } = new();

    public FakePayment Payment { get; } = new();

    public FakeEmail Email { get; } = new();

    public string Address => _server.Urls.Single();

    public static async Task<FakeShop> OpenAsync()
    {
        var shop = new FakeShop();
        await shop._server.StartAsync();
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
