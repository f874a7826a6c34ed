namespace OtelShop.Dashboard.Traces;

internal static class TracesBuilderExtensions
{
    public static void AddTraces(this WebApplicationBuilder builder) => builder.Services.AddSingleton<BacklinkSearch>();
}
