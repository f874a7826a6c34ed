using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Oteldemo;

namespace OtelShop.FaultInjection.Tests;

/// <summary>A cart service, with a route too, whose flags the test sets.</summary>
internal sealed class BreakableService(TestService service, RecordingCart.Requests requests) : IAsyncDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(service.GrpcAddress);

    public TestService Service => service;

    public HttpClient Http => service.Http;

    public GrpcChannel Channel => _channel;

    /// <summary>Requests that got as far as the service's own code.</summary>
    public int Carried => requests.Count;

    public static async Task<BreakableService> StartAsync(TestFlags flags, TimeProvider? clock = null, Random? random = null)
    {
        var requests = new RecordingCart.Requests();
        var service = await TestService.StartAsync(
            builder =>
            {
                flags.AddTo(builder.Services);
                builder.Services.AddSingleton(requests);
                if (clock is not null)
                    builder.Services.AddSingleton(clock);
                if (random is not null)
                    builder.Services.AddSingleton(random);
            },
            app =>
            {
                app.MapGrpcService<RecordingCart>();
                app.MapGet("/moons", () => "Phobos");
            });
        return new BreakableService(service, requests);
    }

    public async Task<Cart> GetCartAsync(DateTime? deadline = null) =>
        await new CartService.CartServiceClient(_channel).GetCartAsync(new GetCartRequest { UserId = "ada" }, deadline: deadline);

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await service.DisposeAsync();
    }
}
