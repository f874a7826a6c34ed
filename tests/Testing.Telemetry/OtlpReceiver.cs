using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Proto.Collector.Logs.V1;
using OpenTelemetry.Proto.Collector.Metrics.V1;
using OpenTelemetry.Proto.Collector.Trace.V1;
using OtelShop.Testing.Telemetry.Schema;

namespace OtelShop.Testing.Telemetry;

/// <summary>An OTLP endpoint on two free ports, gRPC and HTTP with JSON traces, that keeps what is exported to it, in the order of arrival.</summary>
public sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly ConcurrentQueue<ReceivedLog> _logs = new();
    private readonly ConcurrentDictionary<ReceivedSeries, double> _series = new();

    private readonly SchemaCheck? _check;
    private readonly PersonalData? _personal;

    private OtlpReceiver(SchemaCheck? check, PersonalData? personal)
    {
        (_check, _personal) = (check, personal);
        // Empty, because the settings beside the tests can be those of a service.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddGrpc(grpc => grpc.MaxReceiveMessageSize = null);
        builder.Services.AddSingleton(this);
        _server = builder.Build();
        _server.MapGrpcService<Traces>();
        _server.MapGrpcService<Logs>();
        _server.MapGrpcService<Metrics>();
        _server.MapPost("/v1/traces", ReceiveTracesAsync);
    }

    /// <summary>What goes into <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public Uri Address => AddressAt(0);

    /// <summary>Address for OTLP/HTTP with JSON, as browsers send it.</summary>
    public Uri HttpAddress => AddressAt(1);

    /// <summary>Every span so far.</summary>
    public IReadOnlyCollection<ReceivedSpan> Spans => _spans;

    /// <summary>Every log record so far.</summary>
    public IReadOnlyCollection<ReceivedLog> LogRecords => _logs;

    /// <summary>The newest value of each series of a counter or gauge; histograms are counted.</summary>
    public IReadOnlyDictionary<ReceivedSeries, double> Series => _series;

    /// <summary>Starts to listen.</summary>
    /// <param name="check">Compares everything with the schema; null compares nothing.</param>
    /// <param name="personal">Searches everything for personal data; null searches nothing.</param>
    public static async Task<OtlpReceiver> StartAsync(SchemaCheck? check = null, PersonalData? personal = null)
    {
        var receiver = new OtlpReceiver(check, personal);
        await receiver._server.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>Answers <c>POST /v1/traces</c>, also in the pipeline of another server.</summary>
    public async Task ReceiveTracesAsync(HttpContext context)
    {
        Keep(OtlpJson.ReadTraces(await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted)));
        await context.Response.WriteAsJsonAsync(new { });
    }

    private Uri AddressAt(int index) => new(_server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.ElementAt(index));

    private void Keep(ExportTraceServiceRequest request)
    {
        _personal?.Search(request);
        foreach (var resource in request.ResourceSpans)
        {
            _check?.Observe(resource.Resource);
            foreach (var scope in resource.ScopeSpans)
            {
                foreach (var span in scope.Spans)
                {
                    _spans.Enqueue(new ReceivedSpan(resource.Resource, span));
                    _check?.Observe(resource.Resource, scope.Scope?.Name ?? "", span);
                }
            }
        }
    }

    private sealed class Traces(OtlpReceiver receiver) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
        {
            receiver.Keep(request);
            return Task.FromResult(new ExportTraceServiceResponse());
        }
    }

    private sealed class Logs(OtlpReceiver receiver) : LogsService.LogsServiceBase
    {
        public override Task<ExportLogsServiceResponse> Export(ExportLogsServiceRequest request, ServerCallContext context)
        {
            receiver._personal?.Search(request);
            foreach (var resource in request.ResourceLogs)
            {
                receiver._check?.Observe(resource.Resource);
                foreach (var scope in resource.ScopeLogs)
                {
                    foreach (var record in scope.LogRecords)
                    {
                        receiver._logs.Enqueue(new ReceivedLog(resource.Resource, scope.Scope.Name, record));
                        receiver._check?.Observe(resource.Resource, scope.Scope.Name, record.EventName, record.Attributes);
                    }
                }
            }

            return Task.FromResult(new ExportLogsServiceResponse());
        }
    }

    private sealed class Metrics(OtlpReceiver receiver) : MetricsService.MetricsServiceBase
    {
        public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context)
        {
            receiver._personal?.Search(request);
            foreach (var resource in request.ResourceMetrics)
            {
                receiver._check?.Observe(resource.Resource);
                foreach (var scope in resource.ScopeMetrics)
                {
                    foreach (var metric in scope.Metrics)
                    {
                        foreach (var (series, value) in ReceivedSeries.Of(resource.Resource, metric))
                            receiver._series[series] = value;
                        receiver._check?.Observe(resource.Resource, scope.Scope?.Name ?? "", metric);
                    }
                }
            }

            return Task.FromResult(new ExportMetricsServiceResponse());
        }
    }
}
