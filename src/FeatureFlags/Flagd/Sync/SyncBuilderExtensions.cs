using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Sync;

internal static class SyncBuilderExtensions
{
    public static void AddSync(this WebApplicationBuilder builder) => builder.Services.AddSingleton<SyncTelemetry>();

    public static void MapSync(this WebApplication app) => app.MapGrpcService<FlagSyncService>().At(Listener.Sync);
}
