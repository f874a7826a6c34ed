using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using OtelShop.Dashboard.Security;

namespace OtelShop.Dashboard.Api;

internal static class ApiBuilderExtensions
{
    public const string Root = "/api/telemetry";
    public const string DocumentPath = Root + "/openapi.json";

    public static void AddTelemetryApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<TelemetryApi>();
        builder.Services.AddSingleton<SignalsApi>();
        builder.Services.AddSingleton<MetricsApi>();
        builder.Services.AddSingleton<ApiStream>();
        builder.Services.AddOpenApi(document =>
        {
            document.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            document.ShouldInclude = route => ApiDocument.OperationOf(route) is not null;
            document.AddOperationTransformer(ApiDocument.DescribeAsync);
            document.AddDocumentTransformer(ApiDocument.DescribeAsync);
        });
    }

    public static void MapTelemetryApi(this WebApplication app)
    {
        if (!app.Services.GetRequiredService<IOptions<DashboardOptions>>().Value.Api.Enabled)
            return;
        var routes = app.MapGroup(Root).RequireAuthorization(AccessPolicies.Api);
        var telemetry = app.Services.GetRequiredService<TelemetryApi>();
        ApiParameter[] time = [ApiParameters.From, ApiParameters.Until];
        ApiParameter[] page = [ApiParameters.Skip, ApiParameters.Limit];
        routes.MapGet("/resources", telemetry.Resources).WithMetadata(new ApiOperation("listResources", "Processes that have sent telemetry.", "Array of name, instanceId and resource (an OTLP Resource)."));
        routes.MapGet("/traces", telemetry.Traces).WithMetadata(new ApiOperation("listTraces", "Traces, the newest first. Counts are of traces.", "OTLP TracesData: all spans of these traces.",
            [ApiParameters.Resource, ApiParameters.Text, ApiParameters.HasError, ApiParameters.MinDuration, ApiParameters.MaxDuration, ApiParameters.Filter, .. time, ApiParameters.Skip, ApiParameters.TraceLimit]));
        routes.MapGet("/traces/{traceId}", telemetry.Trace).WithMetadata(new ApiOperation("getTrace", "One trace.", "OTLP TracesData: all spans of the trace.", ApiParameters.Download));
        routes.MapGet("/spans", telemetry.Spans).WithMetadata(new ApiOperation("listSpans", "Spans, the newest first.", "OTLP TracesData.",
            [ApiParameters.Resource, ApiParameters.TraceId, ApiParameters.Text, ApiParameters.HasError, ApiParameters.Filter, .. time, .. page, ApiParameters.Follow]));
        routes.MapGet("/logs", telemetry.Logs).WithMetadata(new ApiOperation("listLogs", "Log records, the newest first.", "OTLP LogsData.",
            [ApiParameters.Resource, ApiParameters.Severity, ApiParameters.Text, ApiParameters.TraceId, ApiParameters.SpanId, ApiParameters.Filter, .. time, .. page, ApiParameters.Follow]));
        routes.MapGet("/metrics", app.Services.GetRequiredService<MetricsApi>().Metrics).WithMetadata(new ApiOperation("readMetrics", "Instruments, or what one of them measured.",
            "Array of instruments; with instrument, an object with its series over time.",
            [ApiParameters.Resource, ApiParameters.Meter, ApiParameters.Instrument, ApiParameters.By, ApiParameters.Window, ApiParameters.Until]));
        routes.MapGet("/service-map", telemetry.ServiceMap).WithMetadata(new ApiOperation("getServiceMap", "Who calls whom, with rate, errors and latency, and the same for the time before.",
            "Object with nodes and calls.", ApiParameters.Window, ApiParameters.Until));
        routes.MapGet("/signals", app.Services.GetRequiredService<SignalsApi>().Signals).WithMetadata(new ApiOperation("getSignals", "Golden signals of each service, the worst first.", "Array of services.",
            ApiParameters.Resource, ApiParameters.Window, ApiParameters.Until, ApiParameters.Objective, ApiParameters.Threshold));
        app.MapOpenApi(DocumentPath).RequireAuthorization(AccessPolicies.Api);
    }
}
