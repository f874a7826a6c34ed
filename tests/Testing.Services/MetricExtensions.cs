using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace OtelShop.Testing.Services;

public static class MetricExtensions
{
    /// <summary>Collects one metric of one service; the same metric of a service in another test is left out.</summary>
    public static MetricCollector<T> Collect<T>(this IServiceProvider services, string meter, string instrument)
        where T : struct =>
        new(services.GetRequiredService<IMeterFactory>(), meter, instrument);
}
