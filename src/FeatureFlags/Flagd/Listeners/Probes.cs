using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace OtelShop.Flagd.Listeners;

/// <summary>Probes of flagd's management port under flagd's names. The port opens after the flags are loaded, so a reply means ready.</summary>
internal static class Probes
{
    public static void MapProbes(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).At(Listener.Management).DisableHttpMetrics();
        app.MapHealthChecks("/readyz").At(Listener.Management).DisableHttpMetrics();
    }
}
