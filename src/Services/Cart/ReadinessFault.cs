using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenFeature;

namespace OtelShop.Carts;

/// <summary>Says that the service is not ready while <c>failedReadinessProbe</c> is on. It stays alive: that is no reason to restart it.</summary>
internal sealed class ReadinessFault(IFeatureClient flags) : IHealthCheck
{
    public const string CheckName = "readiness";
    private const string Flag = "failedReadinessProbe";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await flags.GetBooleanValueAsync(Flag, false, cancellationToken: cancellationToken)
            ? HealthCheckResult.Unhealthy($"{Flag} is on.")
            : HealthCheckResult.Healthy();
}
