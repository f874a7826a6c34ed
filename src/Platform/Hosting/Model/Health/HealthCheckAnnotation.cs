namespace Aspire.Hosting.ApplicationModel;

/// <summary>A health check that tells whether a resource is healthy.</summary>
/// <param name="key">Name under which the check is registered with the host's health checks.</param>
public sealed class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>Name under which the check is registered with the host's health checks.</summary>
    public string Key { get; } = key;
}
