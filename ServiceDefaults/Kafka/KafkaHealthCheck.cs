using Confluent.Kafka;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OtelShop.ServiceDefaults.Kafka;

/// <summary>Healthy when the broker answers; also before the first client exists, because clients connect when they are first needed.</summary>
internal sealed class KafkaHealthCheck(KafkaConnection connection) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            // librdkafka blocks until it has an answer.
            var metadata = await Task.Run(connection.ReadMetadata, cancellationToken);
            return metadata is null or { Brokers.Count: > 0 } ? HealthCheckResult.Healthy() : Away(context, "There is no broker in the cluster.");
        }
        catch (KafkaException error)
        {
            return Away(context, $"The broker {connection.Servers} does not answer.", error);
        }
        catch (ObjectDisposedException)
        {
            return Away(context, "The service is stopping.");
        }
    }

    private static HealthCheckResult Away(HealthCheckContext context, string description, Exception? error = null) =>
        new(context.Registration.FailureStatus, description, error);
}
