using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OtelShop.ServiceDefaults.Tests.Telemetry.Otlp;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

// Spans of one process come to every provider in it.
[Collection(nameof(TelemetryExportTests))]
public sealed class TelemetryExportTests : IAsyncLifetime
{
    private Collector _collector = null!;

    public async ValueTask InitializeAsync() => _collector = await Collector.StartAsync();

    public async ValueTask DisposeAsync() => await _collector.DisposeAsync();

    [Theory]
    [InlineData("grpc")]
    [InlineData("http/protobuf")]
    public async Task Traces_metrics_and_logs_are_exported(string protocol)
    {
        await VisitAsync("/planets/4", protocol);

        Assert.Contains("GET /planets/{number}", _collector.Spans.Select(span => span.Name));
        Assert.Contains("http.server.request.duration", _collector.MetricNames);
        Assert.Contains("Planet 4 visited", _collector.LogRecords.Select(record => record.Body.StringValue));
    }

    [Fact]
    public async Task Every_service_describes_itself_and_the_environment_may_add_to_it()
    {
        await VisitAsync("/planets/4", "grpc", ("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment.name=test"));
        var resource = _collector.Traces.First().ResourceSpans[0].Resource.Attributes.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.StringValue);

        Assert.Equal("planetarium", resource["service.name"]);
        Assert.Equal("otelshop", resource["service.namespace"]);
        Assert.Equal("test", resource["deployment.environment.name"]);
        Assert.NotEmpty(resource["service.instance.id"]);
        Assert.NotEmpty(resource["service.version"]);
    }

    [Fact]
    public async Task A_request_has_a_span_and_what_it_does_has_spans_below()
    {
        await VisitAsync("/planets/4", "grpc");
        var request = _collector.Spans.Single(span => span.Name == "GET /planets/{number}");
        var work = _collector.Spans.Single(span => span.Name == "visit");

        Assert.Equal(request.SpanId, work.ParentSpanId);
        Assert.Equal(request.TraceId, work.TraceId);
        Assert.Equal("/planets/{number}", Tag(request, "http.route").StringValue);
        Assert.Equal(200, Tag(request, "http.response.status_code").IntValue);
    }

    [Fact]
    public async Task A_log_record_of_work_without_spans_is_exported_once()
    {
        await VisitAsync("/secret-planets/9", "grpc");

        Assert.DoesNotContain("secret visit", _collector.Spans.Select(span => span.Name));
        Assert.Single(_collector.LogRecords, record => record.Body.StringValue == "Planet 9 visited");
    }

    [Fact]
    public async Task A_log_record_has_its_span_its_values_and_the_name_of_its_event()
    {
        await VisitAsync("/planets/4", "grpc");
        var work = _collector.Spans.Single(span => span.Name == "visit");
        var record = _collector.LogRecords.Single(record => record.Body.StringValue == "Planet 4 visited");

        Assert.Equal(work.TraceId, record.TraceId);
        Assert.Equal(work.SpanId, record.SpanId);
        Assert.Equal("planet.visited", record.EventName);
        Assert.Equal(("planet.number", "4"), record.Attributes.Select(attribute => (attribute.Key, attribute.Value.StringValue)).Single());
    }

    [Theory]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Probes_are_not_traced(string path)
    {
        await VisitAsync(path, "grpc");

        Assert.DoesNotContain(_collector.Spans, span => Tag(span, "url.path").StringValue == path || span.Name.EndsWith(path, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("process.cpu.time")]
    [InlineData("process.memory.usage")]
    [InlineData("dotnet.gc.collections")]
    [InlineData("kestrel.active_connections")]
    public async Task Process_runtime_and_server_are_measured(string metric)
    {
        await VisitAsync("/planets/4", "grpc");

        Assert.Contains(metric, _collector.MetricNames);
    }

    [Fact]
    public async Task Sending_telemetry_is_not_itself_traced()
    {
        await VisitAsync("/planets/4", "http/protobuf");

        Assert.DoesNotContain(_collector.Spans, span => Tag(span, "server.port").IntValue == new Uri(_collector.HttpAddress).Port);
    }

    private async Task VisitAsync(string path, string protocol, params (string Key, string Value)[] settings)
    {
        await using var service = await TestService.StartAsync(null, Map, [
            ("OTEL_EXPORTER_OTLP_ENDPOINT", protocol == "grpc" ? _collector.GrpcAddress : _collector.HttpAddress),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", protocol),
            .. settings,
        ]);
        using var response = await service.Http.GetAsync(path);
        response.EnsureSuccessStatusCode();
        await service.StopAsync();
    }

    private static void Map(WebApplication app)
    {
        app.MapGet("/planets/{number}", (string number, ILogger<TelemetryExportTests> logger) => Visit("visit", number, logger));
        app.MapGet("/secret-planets/{number}", (string number, ILogger<TelemetryExportTests> logger) =>
        {
            using var untraced = SuppressInstrumentationScope.Begin();
            return Visit("secret visit", number, logger);
        });
    }

    private static IResult Visit(string span, string number, ILogger logger)
    {
        using var source = new ActivitySource(TestService.SourceName);
        using var work = source.StartActivity(span);
        logger.PlanetVisited(number);
        return Results.Ok();
    }

    private static AnyValue Tag(Span span, string name) => span.Attributes.FirstOrDefault(attribute => attribute.Key == name)?.Value ?? new AnyValue();
}
