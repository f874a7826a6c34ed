using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OtelShop.Frontend.Tests.Backends;
using OtelShop.Testing.Services;
using OtelShop.Testing.Telemetry;

namespace OtelShop.Frontend.Tests;

/// <summary>The frontend on a real port, in front of seven gRPC services and an image provider of ours on others.</summary>
public sealed class ShopFixture : IAsyncLifetime
{
    private static readonly string[] Names = ["product-catalog", "cart", "currency", "checkout", "shipping", "recommendation", "ad"];
    private WebApplication? _backends;
    private readonly DirectoryInfo _keys = Directory.CreateTempSubdirectory("frontend-keys");
    private WebApplicationFactory<Program>? _frontend;

    public Uri Address { get; private set; } = null!;

    internal TimeSpan BackendTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Long, because a busy machine may be slow; tests of frozen backends set the product's.</summary>
    internal TimeSpan OptionalTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>What breaks the frontend; null for nothing.</summary>
    internal TestFlags? Flags { get; init; }

    /// <summary>Cache in which replicas share their keys. Null: a folder has them.</summary>
    internal string? Valkey { get; init; }

    /// <summary>Gets the frontend's telemetry, and that of browsers in the place of the proxy. Null: the frontend exports none.</summary>
    internal OtlpReceiver? Receiver { get; init; }

    /// <summary>Whether pages ask browsers for telemetry.</summary>
    internal bool BrowserTelemetry { get; init; } = true;

    internal ShopState Shop { get; } = new();

    /// <summary>What the frontend logs, its requests included.</summary>
    internal FakeLogCollector Log { get; } = new();

    public async ValueTask InitializeAsync()
    {
        _backends = await StartBackendsAsync();
        var (backends, pictures) = (AddressOf(_backends.Services), AddressOf(_backends.Services, index: 1));
        var settings = Names.ToDictionary(name => $"services:{name}:grpc:0", string? (_) => backends);
        settings["services:image-provider:http:0"] = pictures;
        settings["Kestrel:Endpoints:http:Url"] = "http://127.0.0.1:0";
        settings["Frontend:KeysFolder"] = _keys.FullName;
        settings["Frontend:TrustedProxies"] = "127.0.0.1";
        settings["Frontend:BackendTimeout"] = BackendTimeout.ToString();
        settings["Frontend:OptionalTimeout"] = OptionalTimeout.ToString();
        settings["Frontend:BrowserTelemetry"] = BrowserTelemetry.ToString();
        settings["Logging:Console:LogLevel:Default"] = "None";
        settings["Logging:LogLevel:Microsoft.AspNetCore.Hosting.Diagnostics"] = "Information";
        _frontend = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
            host.UseSetting("ConnectionStrings:valkey-cart", Valkey ?? "")
                .ConfigureAppConfiguration(configuration => configuration.AddInMemoryCollection(settings))
                .ConfigureServices(services => services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(Log))))
                .UseSetting("OTEL_EXPORTER_OTLP_ENDPOINT", Receiver?.Address.ToString() ?? "")
                .UseSetting("OTEL_BSP_SCHEDULE_DELAY", "250")
                .ConfigureServices(services => Flags?.AddTo(services))
                .ConfigureServices(services => services.AddSingleton<IStartupFilter>(new BrowserTelemetryRoute(Receiver))));
        _frontend.UseKestrel();
        _frontend.StartServer();
        Address = new Uri(AddressOf(_frontend.Services));
    }

    public async ValueTask DisposeAsync()
    {
        await _frontend!.DisposeAsync();
        await _backends!.DisposeAsync();
        _keys.Delete(recursive: true);
    }

    /// <summary>A client without cookies that does not follow redirects.</summary>
    internal HttpClient Client()
    {
        Shop.Forget();
        return new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    internal Browser Browser()
    {
        Shop.Forget();
        return new Browser(Address);
    }

    private static string AddressOf(IServiceProvider services, int index = 0) =>
        services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index);

    private async Task<WebApplication> StartBackendsAsync()
    {
        // Empty, because the settings beside the tests are the frontend's.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
            server.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton(Shop);
        builder.Services.AddGrpc(server => server.Interceptors.Add<FrozenMethods>());
        var app = builder.Build();
        app.MapGrpcService<FakeProductCatalog>();
        app.MapGrpcService<FakeCart>();
        app.MapGrpcService<FakeCurrency>();
        app.MapGrpcService<FakeCheckout>();
        app.MapGrpcService<FakeShipping>();
        app.MapGrpcService<FakeRecommendation>();
        app.MapGrpcService<FakeAd>();
        app.MapGet("/manifest.json", () => ShopState.PictureManifest);
        await app.StartAsync();
        return app;
    }
}

/// <summary>The proxy's route for telemetry of browsers.</summary>
internal sealed class BrowserTelemetryRoute(OtlpReceiver? receiver) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (receiver is not null) { app.Map("/otlp-http/v1/traces", route => route.Run(receiver.ReceiveTracesAsync)); }
        next(app);
    };
}
