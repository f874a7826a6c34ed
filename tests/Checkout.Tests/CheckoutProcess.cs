using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;

namespace OtelShop.Checkout.Tests;

/// <summary>Checkout as its Program wires it, on a port of its own.</summary>
internal sealed class CheckoutProcess : WebApplicationFactory<Program>
{
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly GrpcChannel _channel;

    public CheckoutProcess(IReadOnlyDictionary<string, string> settings)
    {
        _settings = settings;
        UseKestrel();
        StartServer();
        _channel = GrpcChannel.ForAddress(ClientOptions.BaseAddress);
        Client = new Oteldemo.CheckoutService.CheckoutServiceClient(_channel);
    }

    public Oteldemo.CheckoutService.CheckoutServiceClient Client { get; }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Kestrel:Endpoints:grpc:Url", "http://127.0.0.1:0");
        foreach (var (name, value) in _settings)
            builder.UseSetting(name, value);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _channel.Dispose();
        base.Dispose(disposing);
    }
}
