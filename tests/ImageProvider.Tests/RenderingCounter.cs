using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using OtelShop.Testing.Services;

namespace OtelShop.ImageProvider.Tests;

/// <summary>Counts the renderings of one host.</summary>
internal sealed class RenderingCounter(IServiceProvider services) : IDisposable
{
    private readonly MetricCollector<double> _renderings = services.Collect<double>(ImageProviderTelemetry.SourceName, "demo.image.rendering.duration");

    public int Count => _renderings.GetMeasurementSnapshot().Count;

    public void Dispose() => _renderings.Dispose();
}
