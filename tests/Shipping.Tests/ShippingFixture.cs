using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Services;

namespace OtelShop.Shippings.Tests;

/// <summary>Shipping, and a quote service for it to call, both on loopback.</summary>
public sealed class ShippingFixture : IAsyncLifetime
{
    private readonly WebApplication _quoteServer;

    public ShippingFixture()
    {
        // Empty, because the settings file beside this test is shipping's and names its ports.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddSingleton(Quotes);
        builder.Services.AddGrpc();
        _quoteServer = builder.Build();
        _quoteServer.MapGrpcService<FakeQuoteService>();
    }

    internal FakeQuoteService Quotes { get; } = new();

    internal TestFlags Flags { get; } = new();

    internal TestClock Clock { get; } = new();

    internal ServiceHost<Program> Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await _quoteServer.StartAsync();
        Host = new ServiceHost<Program>(
            services =>
            {
                Flags.AddTo(services);
                services.AddSingleton<TimeProvider>(Clock);
            },
            ("services:quote:grpc:0", _quoteServer.Urls.Single()), ("services:quote:http:0", _quoteServer.Urls.Single()));
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await _quoteServer.DisposeAsync();
    }
}
