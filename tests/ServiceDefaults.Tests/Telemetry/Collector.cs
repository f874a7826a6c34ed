using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.ServiceDefaults.Tests.Telemetry.Otlp;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

/// <summary>A telemetry backend that takes OTLP both ways: gRPC framed by hand, and HTTP.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private const int FrameHeader = 5;
    private readonly WebApplication _app;

    private Collector(WebApplication app) => _app = app;

    public ConcurrentQueue<TraceExport> Traces { get; } = [];

    public ConcurrentQueue<MetricExport> Metrics { get; } = [];

    public ConcurrentQueue<LogExport> Logs { get; } = [];

    /// <summary>Header <c>x-key</c> of each export, after the name of its signal.</summary>
    public ConcurrentQueue<(string Signal, string Key)> Keys { get; } = [];

    public string GrpcAddress => _app.Urls.First();

    public string HttpAddress => _app.Urls.Last();

    public IEnumerable<Span> Spans => Traces.SelectMany(export => export.ResourceSpans).SelectMany(resource => resource.ScopeSpans).SelectMany(scope => scope.Spans);

    public IEnumerable<string> MetricNames =>
        Metrics.SelectMany(export => export.ResourceMetrics).SelectMany(resource => resource.ScopeMetrics).SelectMany(scope => scope.Metrics).Select(metric => metric.Name);

    public IEnumerable<LogRecord> LogRecords => Logs.SelectMany(export => export.ResourceLogs).SelectMany(resource => resource.ScopeLogs).SelectMany(scope => scope.LogRecords);

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, port => port.Protocols = HttpProtocols.Http1);
        });
        var collector = new Collector(builder.Build());
        collector.Accept(collector.Traces, TraceExport.Parser, "traces", "trace.v1.TraceService");
        collector.Accept(collector.Metrics, MetricExport.Parser, "metrics", "metrics.v1.MetricsService");
        collector.Accept(collector.Logs, LogExport.Parser, "logs", "logs.v1.LogsService");
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private void Accept<T>(ConcurrentQueue<T> exports, MessageParser<T> parser, string signal, string service)
        where T : IMessage<T>
    {
        _app.MapPost($"/v1/{signal}", async http =>
        {
            Keys.Enqueue((signal, http.Request.Headers["x-key"].ToString()));
            exports.Enqueue(parser.ParseFrom(await ReadAsync(http)));
            http.Response.ContentType = "application/x-protobuf";
        });
        _app.MapPost($"/opentelemetry.proto.collector.{service}/Export", async http =>
        {
            Keys.Enqueue((signal, http.Request.Headers["x-key"].ToString()));
            var frame = await ReadAsync(http);
            Assert.Equal(frame.Length - FrameHeader, BinaryPrimitives.ReadInt32BigEndian(frame.AsSpan(1)));
            exports.Enqueue(parser.ParseFrom(frame.AsSpan(FrameHeader)));
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[FrameHeader]);
            http.Response.AppendTrailer("grpc-status", "0");
        });
    }

    private static async Task<byte[]> ReadAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}
