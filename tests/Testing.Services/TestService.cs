using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OtelShop.Testing.Services;

/// <summary>A service as its Program.cs would make it, on two free ports of this machine: HTTP/1.1 for routes, HTTP/2 for gRPC.</summary>
public sealed class TestService : IAsyncDisposable
{
    public const string SourceName = "OtelShop.Tests";

    private readonly WebApplication _app;

    private TestService(WebApplication app)
    {
        _app = app;
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ToList();
        GrpcAddress = new Uri(addresses[0]);
        Http = new HttpClient { BaseAddress = new Uri(addresses[1]) };
    }

    public HttpClient Http { get; }

    public Uri GrpcAddress { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestService> StartAsync(
        Action<WebApplicationBuilder>? build = null, Action<WebApplication>? map = null, params (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([
            new("Kestrel:Endpoints:grpc:Url", "http://127.0.0.1:0"), new("Kestrel:Endpoints:grpc:Protocols", "Http2"),
            new("Kestrel:Endpoints:http:Url", "http://127.0.0.1:0"), new("Kestrel:Endpoints:http:Protocols", "Http1"),
            new("OTEL_SERVICE_NAME", "planetarium"),
            .. settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value)),
        ]);
        builder.WebHost.UseKestrel();
        builder.AddServiceDefaults(SourceName);
        builder.Logging.AddFilter<Microsoft.Extensions.Logging.Console.ConsoleLoggerProvider>(null, LogLevel.None);
        build?.Invoke(builder);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        map?.Invoke(app);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            // What it started by then would sample the spans of other tests.
            await app.DisposeAsync();
            throw;
        }

        return new TestService(app);
    }

    /// <summary>Ends as a service does that was asked to, telemetry sent.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
