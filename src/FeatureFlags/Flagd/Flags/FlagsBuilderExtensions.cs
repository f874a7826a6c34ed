namespace OtelShop.Flagd.Flags;

internal static class FlagsBuilderExtensions
{
    public static void AddFlags(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FlagFile>();
        builder.Services.AddSingleton<FlagHistory>();
        builder.Services.AddSingleton<ShippedFlags>();
        builder.Services.AddSingleton<FlagTelemetry>();
        builder.Services.AddSingleton<FlagAudit>();
        builder.Services.AddSingleton<FlagStore>();
        builder.Services.AddHostedService<FlagFileWatcher>();
    }
}
