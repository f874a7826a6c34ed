using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server;

/// <summary>What was mapped where, so that answers to unknown methods are mapped once.</summary>
internal sealed class MappedServices
{
    private readonly ConcurrentDictionary<(IEndpointRouteBuilder Endpoints, string Service), bool> _services = new();

    /// <summary>Whether this is the first time that a service is mapped here; the empty name stands for any service.</summary>
    public bool IsFirst(IEndpointRouteBuilder endpoints, string service) => _services.TryAdd((endpoints, service), true);
}
