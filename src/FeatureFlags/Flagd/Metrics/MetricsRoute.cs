using OpenTelemetry;
using OpenTelemetry.Metrics;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Metrics;

/// <summary>Prometheus metrics of flagd's management port, independent of the OTLP export.</summary>
internal sealed class MetricsRoute : IDisposable
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock _lock = new();
    private readonly PrometheusText _text = new();
    private readonly BaseExportingMetricReader _reader;
    private readonly MeterProvider _provider;

    public MetricsRoute()
    {
        _reader = new BaseExportingMetricReader(_text);
        _provider = Sdk.CreateMeterProviderBuilder().AddMeter(FlagTelemetry.MeterName, "Microsoft.AspNetCore.Hosting").AddReader(_reader).Build();
    }

    public static void Map(WebApplication app)
    {
        // Collect from the start, not from the first scrape.
        var metrics = app.Services.GetRequiredService<MetricsRoute>();
        app.MapGet("/metrics", () => Results.Text(metrics.Read(), ContentType)).At(Listener.Management).DisableHttpMetrics();
    }

    public void Dispose()
    {
        _provider.Dispose();
        _reader.Dispose();
        _text.Dispose();
    }

    private string Read()
    {
        lock (_lock)
        {
            _reader.Collect();
            return _text.Latest;
        }
    }
}
