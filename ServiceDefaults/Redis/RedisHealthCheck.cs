using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace OtelShop.ServiceDefaults.Redis;

/// <summary>Healthy when the server answers PING.</summary>
internal sealed class RedisHealthCheck(IConnectionMultiplexer redis, ILogger<RedisHealthCheck> logger) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await redis.GetDatabase().PingAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception error) when (error is RedisException or TimeoutException)
        {
            // Not the exception: it would be logged with its stack at every probe.
            logger.StoreDoesNotAnswer(context.Registration.Name, error.Message);
            return HealthCheckResult.Unhealthy("The store does not answer.");
        }
    }
}
