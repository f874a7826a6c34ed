using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using OtelShop.Dashboard.Ingest.Grpc;
using OtelShop.Dashboard.Ingest.Http;

namespace OtelShop.Dashboard.Ingest;

internal static class IngestBuilderExtensions
{
    public static void AddIngest(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IngestTelemetry>();
        services.AddSingleton<Refusals>();
        services.AddSingleton<OtlpApiKey>();
        services.AddSingleton<OtlpInlet>();
        services.AddSingleton<TraceCollectorService>();
        services.AddSingleton<LogsCollectorService>();
        services.AddSingleton<MetricsCollectorService>();
        services.AddSingleton<OtlpHttpEndpoint>();
        services.AddGrpc();
        services.AddOptions<GrpcServiceOptions>()
            .Configure<IOptions<DashboardOptions>>((grpc, dashboard) => grpc.MaxReceiveMessageSize = dashboard.Value.Otlp.MaxRequestBytes);
        services.AddCors();
        services.AddSingleton<ICorsPolicyProvider, BrowserPolicy>();
        services.AddTransient<IStartupFilter, OtlpPipelines>();
    }
}
