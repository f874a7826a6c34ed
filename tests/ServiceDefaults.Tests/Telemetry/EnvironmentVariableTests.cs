using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

/// <summary>
/// The variables of OpenTelemetry's specification, as a collector notices them. Spans are the process's: another test's service would sample those of this one.
/// </summary>
[Collection(ProcessCollection.Name)]
public sealed class EnvironmentVariableTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private Collector _collector = null!;

    public async ValueTask InitializeAsync() => _collector = await Collector.StartAsync();

    public async ValueTask DisposeAsync() => await _collector.DisposeAsync();

    [Fact]
    public async Task A_disabled_sdk_sends_nothing()
    {
        await VisitAsync(("OTEL_SDK_DISABLED", "true"));

        Assert.Equal((0, 0, 0), Received());
    }

    [Theory]
    [InlineData("always_off", "")]
    [InlineData("traceidratio", "0")]
    [InlineData("parentbased_traceidratio", "0")]
    public async Task A_sampler_decides_about_traces_alone(string sampler, string argument)
    {
        await VisitAsync(("OTEL_TRACES_SAMPLER", sampler), ("OTEL_TRACES_SAMPLER_ARG", argument));

        Assert.Empty(_collector.Spans);
        Assert.NotEmpty(_collector.LogRecords);
    }

    [Theory]
    [InlineData("OTEL_TRACES_EXPORTER", "none", false, true, true)]
    [InlineData("OTEL_TRACES_EXPORTER", "console", false, true, true)]
    [InlineData("OTEL_TRACES_EXPORTER", "console,otlp", true, true, true)]
    [InlineData("OTEL_METRICS_EXPORTER", "none", true, false, true)]
    [InlineData("OTEL_LOGS_EXPORTER", "none", true, true, false)]
    [InlineData("OTEL_LOGS_EXPORTER", "console", true, true, false)]
    [InlineData("OTEL_LOGS_EXPORTER", "otlp", true, true, true)]
    public async Task A_signal_has_the_exporters_that_its_variable_names(string variable, string exporters, bool traces, bool metrics, bool logs)
    {
        await VisitAsync((variable, exporters));
        var received = Received();

        Assert.Equal((traces, metrics, logs), (received.Traces > 0, received.Metrics > 0, received.Logs > 0));
    }

    [Fact]
    public async Task An_unknown_exporter_is_an_error_with_the_known_ones()
    {
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => VisitAsync(("OTEL_TRACES_EXPORTER", "zipkin")));

        Assert.Equal("OTEL_TRACES_EXPORTER names 'zipkin': its exporters are otlp, console, none.", error.Message);
    }

    [Fact]
    public async Task A_signal_may_have_an_endpoint_a_protocol_and_headers_of_its_own()
    {
        await VisitAsync(
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=all"), ("OTEL_EXPORTER_OTLP_LOGS_PROTOCOL", "http/protobuf"),
            ("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", $"{_collector.HttpAddress}/v1/logs"), ("OTEL_EXPORTER_OTLP_LOGS_HEADERS", "x-key=logs"));

        Assert.NotEmpty(_collector.LogRecords);
        Assert.All(_collector.Keys, export => Assert.Equal(export.Signal == "logs" ? "logs" : "all", export.Key));
    }

    [Fact]
    public async Task Only_signals_that_have_an_endpoint_are_sent()
    {
        await VisitAsync(("OTEL_EXPORTER_OTLP_ENDPOINT", ""), ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", _collector.GrpcAddress));
        var received = Received();

        Assert.Equal((true, false, false), (received.Traces > 0, received.Metrics > 0, received.Logs > 0));
    }

    [Theory]
    [InlineData("OTEL_BSP_SCHEDULE_DELAY", "traces")]
    [InlineData("OTEL_BLRP_SCHEDULE_DELAY", "logs")]
    [InlineData("OTEL_METRIC_EXPORT_INTERVAL", "metrics")]
    public async Task Signals_are_sent_at_the_interval_of_their_variable(string variable, string signal)
    {
        await using var service = await StartAsync((variable, "50"));
        await service.Http.GetAsync("/planets/4");

        // The default intervals are 5 and 60 seconds, and telemetry that a stop sends would not count.
        await WaitAsync(() => _collector.Keys.Any(export => export.Signal == signal));
    }

    [Theory]
    [InlineData("OTEL_BSP_MAX_QUEUE_SIZE", "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "traces")]
    [InlineData("OTEL_BLRP_MAX_QUEUE_SIZE", "OTEL_BLRP_MAX_EXPORT_BATCH_SIZE", "logs")]
    public async Task A_batch_has_the_size_of_its_variable(string queue, string batch, string signal)
    {
        await VisitAsync((queue, "8"), (batch, "1"));

        Assert.True(_collector.Keys.Count(export => export.Signal == signal) > 1);
    }

    [Fact]
    public async Task Long_values_are_cut_at_the_limit()
    {
        await VisitAsync(("OTEL_ATTRIBUTE_VALUE_LENGTH_LIMIT", "4"));

        Assert.All(_collector.Spans.SelectMany(span => span.Attributes), attribute => Assert.InRange(attribute.Value.StringValue.Length, 0, 4));
        Assert.All(_collector.LogRecords.SelectMany(record => record.Attributes), attribute => Assert.InRange(attribute.Value.StringValue.Length, 0, 4));
    }

    [Theory]
    [InlineData("always_off", false)]
    [InlineData("", true)]
    public async Task Measurements_in_a_trace_are_exemplars_unless_the_filter_is_off(string filter, bool areThere)
    {
        await VisitAsync(("OTEL_METRICS_EXEMPLAR_FILTER", filter));
        var exemplars = _collector.Metrics.SelectMany(export => export.ResourceMetrics).SelectMany(resource => resource.ScopeMetrics).SelectMany(scope => scope.Metrics)
            .SelectMany(metric => metric.Histogram?.DataPoints ?? []).SelectMany(point => point.Exemplars);

        Assert.Equal(areThere, exemplars.Any());
    }

    private async Task VisitAsync(params (string Key, string Value)[] settings)
    {
        await using var service = await StartAsync(settings);
        using var response = await service.Http.GetAsync("/planets/4");
        response.EnsureSuccessStatusCode();
        await service.StopAsync();
    }

    private Task<TestService> StartAsync(params (string Key, string Value)[] settings) => TestService.StartAsync(null, Map, [
        .. new (string, string)[] { ("OTEL_EXPORTER_OTLP_ENDPOINT", _collector.GrpcAddress), ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc") }
            .Where(setting => !settings.Any(other => other.Key == setting.Item1)),
        .. settings.Where(setting => setting.Value.Length > 0),
    ]);

    private (int Traces, int Metrics, int Logs) Received() => (_collector.Traces.Count, _collector.Metrics.Count, _collector.Logs.Count);

    private static async Task WaitAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
            await timer.WaitForNextTickAsync(limit.Token);
    }

    private static void Map(WebApplication app) => app.MapGet("/planets/{number}", (string number, ILogger<EnvironmentVariableTests> logger) =>
    {
        using var source = new ActivitySource(TestService.SourceName);
        for (var orbit = 0; orbit < 3; orbit++)
        {
            using var work = source.StartActivity("visit");
            work?.SetTag("planet.description", "The fourth planet");
            logger.PlanetVisited(number);
        }

        return Results.Ok();
    });
}
