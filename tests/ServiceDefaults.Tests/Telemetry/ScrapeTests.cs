using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using OtelShop.Testing.Backing;

namespace OtelShop.ServiceDefaults.Tests.Telemetry;

/// <summary>Metrics as Prometheus scrapes them.</summary>
[Collection(nameof(TelemetryExportTests))]
public sealed class ScrapeTests : IAsyncLifetime
{
    private readonly HttpClient _client = new();
    private readonly int _port = FreePort.Find();
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(settings:
    [
        ("OTEL_METRICS_EXPORTER", "prometheus"), ("OTEL_EXPORTER_PROMETHEUS_HOST", "127.0.0.1"), ("OTEL_EXPORTER_PROMETHEUS_PORT", $"{_port}"),
    ]);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _service.DisposeAsync();
    }

    [Fact]
    public async Task Names_and_units_are_translated_as_for_otlp()
    {
        var meter = Meter();
        meter.CreateHistogram<double>("demo.visit.duration", "s").Record(1);
        meter.CreateCounter<long>("demo.visits", "{visit}").Add(1);
        meter.CreateCounter<long>("demo.visit.size", "By").Add(1);
        meter.CreateUpDownCounter<long>("demo.visitors", "{visitor}").Add(1);

        var text = await ScrapeAsync("text/plain");

        foreach (var name in new[] { "demo_visit_duration_seconds_bucket", "demo_visits_total", "demo_visit_size_bytes_total", "demo_visitors" })
            Assert.Contains($"\n{name}{{", text);
        Assert.Contains("service_name=\"planetarium\"", text.Split('\n').Single(line => line.StartsWith("target_info{", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_measurement_in_a_trace_has_its_trace_id_as_exemplar()
    {
        using var span = new Activity("visit") { ActivityTraceFlags = ActivityTraceFlags.Recorded }.Start();
        Meter().CreateHistogram<double>("demo.visit.duration", "s").Record(1);

        var text = await ScrapeAsync("application/openmetrics-text");

        Assert.Contains(text.Split('\n'), line => line.StartsWith("demo_visit_duration_seconds_bucket", StringComparison.Ordinal) && line.Contains($"# {{trace_id=\"{span.TraceId}\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_scrape_is_no_request_of_the_service()
    {
        await ScrapeAsync("text/plain");

        Assert.DoesNotContain("\nhttp_server_request_duration_seconds_count{", await ScrapeAsync("text/plain"));
    }

    private Meter Meter() => _service.Services.GetRequiredService<IMeterFactory>().Create(TestService.SourceName);

    private async Task<string> ScrapeAsync(string mediaType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{_port}/metrics") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue(mediaType) } } };
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
