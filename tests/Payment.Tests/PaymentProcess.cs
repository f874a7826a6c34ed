using Grpc.Net.Client;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OtelShop.Payment.Tests;

/// <summary>Payment as its Program wires it, on a port of its own, on 15 November 2026.</summary>
internal sealed class PaymentProcess : WebApplicationFactory<Program>
{
    private readonly string _connectionString;
    private readonly GrpcChannel _channel;

    public PaymentProcess(string connectionString)
    {
        _connectionString = connectionString;
        UseKestrel();
        StartServer();
        _channel = GrpcChannel.ForAddress(ClientOptions.BaseAddress);
        Client = new Oteldemo.PaymentService.PaymentServiceClient(_channel);
    }

    public Oteldemo.PaymentService.PaymentServiceClient Client { get; }

    public RecordedLog Log { get; } = new();

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Kestrel:Endpoints:grpc:Url", "http://127.0.0.1:0");
        builder.UseSetting("ConnectionStrings:payment", _connectionString);
        builder.ConfigureLogging(logging => logging.AddProvider(Log).SetMinimumLevel(LogLevel.Trace));
        builder.ConfigureTestServices(services =>
            services.AddSingleton<TimeProvider>(new StoppedClock(new DateTimeOffset(2026, 11, 15, 12, 0, 0, TimeSpan.Zero))));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _channel.Dispose();
        base.Dispose(disposing);
    }
}
