using System.Net;
using Flagd.Evaluation.V2;
using Flagd.Sync.V1;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OtelShop.Bench.FlagsBench;

/// <summary>The least that a client of either kind connects to; it says its address and runs until it is killed.</summary>
internal static class BenchDaemon
{
    public const string Flags = """
        {"flags":{
          "constant":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off"},
          "targeted":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":{"if":[{"==":[{"var":"product_id"},"OLJCESPC7Z"]},"on","off"]}},
          "share":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":{"fractional":[["on",10],["off",90]]}}}}
        """;

    public static async Task<WebApplication> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener => listener.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        var app = builder.Build();
        app.MapGrpcService<Sync>();
        app.MapGrpcService<Evaluation>();
        await app.StartAsync();
        return app;
    }

    public static Uri AddressOf(WebApplication app) =>
        new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    public static async Task RunAsync()
    {
        await using var app = await StartAsync();
        Console.WriteLine(AddressOf(app));
        // The process that started this one has ended when its pipe ends.
        await Console.In.ReadToEndAsync();
    }

    private sealed class Sync : FlagSyncService.FlagSyncServiceBase
    {
        public override async Task SyncFlags(SyncFlagsRequest request, IServerStreamWriter<SyncFlagsResponse> responseStream, ServerCallContext context)
        {
            await responseStream.WriteAsync(new SyncFlagsResponse { FlagConfiguration = Flags });
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
    }

    private sealed class Evaluation : Service.ServiceBase
    {
        public override Task<ResolveBooleanResponse> ResolveBoolean(ResolveBooleanRequest request, ServerCallContext context) =>
            Task.FromResult(new ResolveBooleanResponse { Value = true, Reason = "TARGETING_MATCH", Variant = "on" });

        public override async Task EventStream(EventStreamRequest request, IServerStreamWriter<EventStreamResponse> responseStream, ServerCallContext context)
        {
            await responseStream.WriteAsync(new EventStreamResponse { Type = "provider_ready" });
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
    }
}
