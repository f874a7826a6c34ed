using System.Collections.ObjectModel;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The gRPC services that have a health, by name.</summary>
public sealed class ServiceMappingCollection : KeyedCollection<string, ServiceMapping>
{
    /// <summary>Says which checks make up the health of a service, in place of what was said before.</summary>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(name);
        Remove(name);
        Add(new ServiceMapping(name, predicate));
    }

    /// <inheritdoc />
    protected override string GetKeyForItem(ServiceMapping item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Name;
    }
}
