using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;
using OtelShop.ServiceDefaults.Tests.Rpc;
using OtelShop.Testing.Services;

namespace OtelShop.ServiceDefaults.Tests.Faults;

/// <summary>A cart service, with a route too, whose flags the test sets.</summary>
internal sealed class BreakableService(TestService service, FailingCart.Script script) : IAsyncDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(service.GrpcAddress);

    public TestService Service => service;

    public HttpClient Http => service.Http;

    public GrpcChannel Channel => _channel;

    /// <summary>Requests that got as far as the service's own code.</summary>
    public int Carried => script.Calls.Count;

    public static async Task<BreakableService> StartAsync(TestFlags flags, TimeProvider? clock = null, Random? random = null)
    {
        var script = new FailingCart.Script(new InvalidOperationException(), Times: 0);
        var service = await TestService.StartAsync(
            builder =>
            {
                flags.AddTo(builder.Services);
                builder.Services.AddSingleton(script);
                if (clock is not null)
                    builder.Services.AddSingleton(clock);
                if (random is not null)
                    builder.Services.AddSingleton(random);
            },
            app =>
            {
                app.MapGrpcService<FailingCart>();
                app.MapGet("/moons", () => "Phobos");
            });
        return new BreakableService(service, script);
    }

    public async Task<Cart> GetCartAsync(DateTime? deadline = null) =>
        await new CartService.CartServiceClient(_channel).GetCartAsync(new GetCartRequest { UserId = "ada" }, deadline: deadline);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await service.DisposeAsync();
    }
}
