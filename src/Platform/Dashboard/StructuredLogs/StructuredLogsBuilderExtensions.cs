namespace OtelShop.Dashboard.StructuredLogs;

internal static class StructuredLogsBuilderExtensions
{
    public static void AddStructuredLogs(this WebApplicationBuilder builder) => builder.Services.AddSingleton<LogVolume>();
}
