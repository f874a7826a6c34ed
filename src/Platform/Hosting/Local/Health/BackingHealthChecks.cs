using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Local.Health;

/// <summary>Registers the health checks that backing services name, in the way each of them is asked whether it can be used.</summary>
internal sealed class BackingHealthChecks(DistributedApplicationModel model) : IConfigureOptions<HealthCheckServiceOptions>
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public void Configure(HealthCheckServiceOptions options)
    {
        foreach (var resource in model.Resources)
        {
            var key = $"{resource.Name}_check";
            if (!resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key) || options.Registrations.Any(known => known.Name == key))
                continue;
            if (CheckOf(resource) is { } check)
                options.Registrations.Add(new HealthCheckRegistration(key, check, failureStatus: null, tags: null, Timeout));
        }
    }

    private static IHealthCheck? CheckOf(IResource resource) => resource switch
    {
        PostgresServerResource server => new PostgresHealthCheck(server.ConnectionStringExpression, "postgres"),
        PostgresDatabaseResource database => new PostgresHealthCheck(database.ConnectionStringExpression, database: null),
        RedisResource redis => new RedisHealthCheck(redis.PrimaryEndpoint, redis.PasswordParameter),
        ValkeyResource valkey => new RedisHealthCheck(valkey.PrimaryEndpoint, valkey.PasswordParameter),
        KafkaServerResource kafka => new KafkaHealthCheck(kafka.PrimaryEndpoint),
        _ => null,
    };
}
