namespace OtelShop.Dashboard.ServiceMap;

internal static class ServiceMapBuilderExtensions
{
    public static void AddServiceMap(this WebApplicationBuilder builder) => builder.Services.AddSingleton<TrafficSource>();
}
