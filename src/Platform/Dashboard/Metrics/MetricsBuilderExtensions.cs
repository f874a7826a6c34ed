namespace OtelShop.Dashboard.Metrics;

internal static class MetricsBuilderExtensions
{
    public static void AddMetrics(this WebApplicationBuilder builder) => builder.Services.AddScoped<MetricsView>();
}
