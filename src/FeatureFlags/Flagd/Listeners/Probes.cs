using Microsoft.AspNetCore.Diagnostics.HealthChecks;

namespace OtelShop.Flagd.Listeners;

/// <summary>The probes of flagd's management port, under flagd's names. It listens once it has flags, so it is ready as soon as it answers.</summary>
internal static class Probes
{
    public static void MapProbes(this WebApplication app)
    {
        app.MapHealthChecks("/healthz", new HealthCheckOptions { Predicate = _ => false }).At(Listener.Management).DisableHttpMetrics();
        app.MapHealthChecks("/readyz").At(Listener.Management).DisableHttpMetrics();
    }
}
