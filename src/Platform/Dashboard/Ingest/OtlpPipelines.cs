using OtelShop.Dashboard.Ingest.Grpc;
using OtelShop.Dashboard.Ingest.Http;
using OtelShop.Dashboard.Listeners;

namespace OtelShop.Dashboard.Ingest;

/// <summary>
/// Gives each OTLP listener a pipeline of its own, before that of the pages: nothing that is added to the pages can be reached on an OTLP port, and OTLP
/// cannot be reached beside the pages.
/// </summary>
internal sealed class OtlpPipelines : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.MapWhen(Listener.OtlpGrpc.Received, Grpc);
        app.MapWhen(Listener.OtlpHttp.Received, Http);
        next(app);
    };

    private static void Grpc(IApplicationBuilder app)
    {
        app.UseMiddleware<OtlpGrpcGate>();
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            endpoints.MapGrpcService<TraceCollectorService>();
            endpoints.MapGrpcService<LogsCollectorService>();
            endpoints.MapGrpcService<MetricsCollectorService>();
        });
        app.Run(OtlpGrpcGate.UnknownMethodAsync);
    }

    private static void Http(IApplicationBuilder app)
    {
        app.UseCors();
        app.UseRouting();
        app.UseEndpoints(endpoints =>
        {
            var otlp = endpoints.ServiceProvider.GetRequiredService<OtlpHttpEndpoint>();
            foreach (var signal in OtlpSignal.All)
                endpoints.MapPost(signal.HttpPath, (RequestDelegate)(http => otlp.HandleAsync(http, signal)));
        });
    }
}
