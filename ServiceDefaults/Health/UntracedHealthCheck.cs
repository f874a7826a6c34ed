using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;

namespace OtelShop.ServiceDefaults.Health;

/// <summary>Runs a check without spans: checks come every few seconds and would be most of the traces.</summary>
internal sealed class UntracedHealthCheck(IHealthCheck check) : IHealthCheck
{
    public static void WrapAll(HealthCheckServiceOptions options)
    {
        foreach (var registration in options.Registrations)
        {
            var create = registration.Factory;
            registration.Factory = services => new UntracedHealthCheck(create(services));
        }
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var untraced = SuppressInstrumentationScope.Begin();
        return await check.CheckHealthAsync(context, cancellationToken);
    }
}
