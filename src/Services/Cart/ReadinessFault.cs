using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenFeature;

namespace OtelShop.Carts;

/// <summary>Reports the service as not ready while <c>failedReadinessProbe</c> is on. Liveness is unaffected, so nothing restarts it.</summary>
internal sealed class ReadinessFault(IFeatureClient flags) : IHealthCheck
{
    public const string CheckName = "readiness";
    private const string Flag = "failedReadinessProbe";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await flags.GetBooleanValueAsync(Flag, false, cancellationToken: cancellationToken)
            ? HealthCheckResult.Unhealthy($"{Flag} is on.")
            : HealthCheckResult.Healthy();
}
