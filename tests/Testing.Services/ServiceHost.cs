using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.Testing.Services;

/// <summary>A service of the shop inside the test process, with all of its Program.cs, on real loopback sockets.</summary>
public sealed class ServiceHost<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly Action<IServiceCollection>? _replaceServices;
    private readonly (string Key, string? Value)[] _settings;
    private readonly Lazy<GrpcChannel> _channel;
    private readonly Lazy<HttpClient> _http;

    public ServiceHost(Action<IServiceCollection>? replaceServices = null, params (string Key, string? Value)[] settings)
    {
        _replaceServices = replaceServices;
        _settings = settings;
        _channel = new Lazy<GrpcChannel>(() => GrpcChannel.ForAddress(Address(0)));
        _http = new Lazy<HttpClient>(() => new HttpClient { BaseAddress = new Uri(Address(1)) });
        UseKestrel();
    }

    /// <summary>A channel to the endpoint named grpc.</summary>
    public GrpcChannel Channel => _channel.Value;

    /// <summary>A client of the endpoint named http.</summary>
    public HttpClient Http => _http.Value;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseContentRoot(AppContext.BaseDirectory)
            .UseSetting("Kestrel:Endpoints:grpc:Url", "http://127.0.0.1:0")
            .UseSetting("Kestrel:Endpoints:http:Url", "http://127.0.0.1:0");
        foreach (var (key, value) in _settings)
            builder.UseSetting(key, value);
        if (_replaceServices is not null)
            builder.ConfigureTestServices(_replaceServices);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && _channel.IsValueCreated)
            _channel.Value.Dispose();
        if (disposing && _http.IsValueCreated)
            _http.Value.Dispose();
        base.Dispose(disposing);
    }

    private string Address(int index)
    {
        StartServer();
        // Kestrel binds its configured endpoints in the order of their names: grpc, then http.
        return Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index);
    }
}
