namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks make up the health of a gRPC service.</summary>
/// <param name="name">The service; the empty name means the whole server.</param>
/// <param name="healthCheckPredicate">Chooses the checks.</param>
public sealed class ServiceMapping(string name, Func<HealthCheckMapContext, bool> healthCheckPredicate)
{
    /// <summary>The service; the empty name means the whole server.</summary>
    public string Name { get; } = name;

    /// <summary>Chooses the checks.</summary>
    public Func<HealthCheckMapContext, bool> HealthCheckPredicate { get; } = healthCheckPredicate;
}
