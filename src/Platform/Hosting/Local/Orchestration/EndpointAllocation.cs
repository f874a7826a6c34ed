using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Aspire.Hosting.Local.Realizations;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Local.Orchestration;

/// <summary>Gives every endpoint of the model its address before anything starts, so that addresses may refer to each other in circles.</summary>
internal sealed class EndpointAllocation(PortAllocator ports, LocalOptions options, ILogger<EndpointAllocation> logger)
{
    private const string Loopback = "127.0.0.1";
    private const string IdLetters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>The copies of the resource, each with its ports. The endpoints' own address is that of the first copy.</summary>
    public ImmutableArray<ResourceInstance> Allocate(IResource resource)
    {
        var replicas = resource.GetReplicaCount();
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        var instances = Enumerable.Range(0, Math.Max(replicas, 1))
            .Select(index => new ResourceInstance(
                RandomNumberGenerator.GetString(IdLetters, 8),
                endpoints.ToDictionary(endpoint => endpoint.Name, endpoint => PortOf(resource, endpoint, isFirst: index == 0), StringComparer.OrdinalIgnoreCase)))
            .ToImmutableArray();
        foreach (var endpoint in endpoints)
        {
            Publish(resource, endpoint, instances[0].TargetPorts[endpoint.Name]);
            if (instances.Length > 1)
                resource.Annotations.Add(new ReplicaAddresses(endpoint.Name, [.. instances.Skip(1).Select(instance => UrlOf(endpoint, instance))]));
        }

        return [.. instances.Take(replicas)];
    }

    public static ImmutableArray<UrlSnapshot> Urls(IResource resource, ResourceInstance instance) =>
    [
        .. resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint =>
            new UrlSnapshot(endpoint.Name, $"{endpoint.UriScheme}://{ShownHost(endpoint)}:{instance.TargetPorts[endpoint.Name]}", IsInternal: !endpoint.IsExternal)),
    ];

    /// <summary>An address as the model's author wants it to be shown.</summary>
    public static UrlSnapshot Url(ResourceUrlAnnotation url)
    {
        var isExternal = url.Endpoint?.EndpointAnnotation.IsExternal ?? true;
        var shown = isExternal && url.Endpoint is { } endpoint ? url.Url.Replace($"://{Loopback}:{endpoint.Port}", $"://{KnownHostNames.Localhost}:{endpoint.Port}") : url.Url;
        return new UrlSnapshot(url.Endpoint?.EndpointName, shown, IsInternal: !isExternal || url.DisplayLocation == UrlDisplayLocation.DetailsOnly)
        {
            DisplayProperties = new(url.DisplayText ?? "", url.DisplayOrder ?? 0),
        };
    }

    private static string UrlOf(EndpointAnnotation endpoint, ResourceInstance instance) =>
        $"{endpoint.UriScheme}://{Loopback}:{instance.TargetPorts[endpoint.Name]}";

    private static string ShownHost(EndpointAnnotation endpoint) => endpoint.IsExternal ? KnownHostNames.Localhost : endpoint.AllocatedEndpoint!.Address;

    // Only the first copy can have the wanted port; a process of this machine that fixes its own port leaves no choice either.
    private int PortOf(IResource resource, EndpointAnnotation endpoint, bool isFirst)
    {
        var wanted = endpoint.Port ?? (resource is ContainerResource ? null : endpoint.TargetPort);
        if (wanted is null || !isFirst || options.RandomPorts)
            return ports.Allocate();
        var port = ports.Allocate(wanted.Value);
        if (port != wanted)
            logger.PortMoved(wanted.Value, resource.Name, port);
        return port;
    }

    private static void Publish(IResource resource, EndpointAnnotation endpoint, int port)
    {
        var text = port.ToString(CultureInfo.InvariantCulture);
        if (resource is ContainerResource && endpoint.TargetPort is { } targetPort)
        {
            var inside = new ValueSnapshot<AllocatedEndpoint>();
            inside.SetValue(new AllocatedEndpoint(
                endpoint, resource.Name, targetPort, EndpointBindingMode.SingleAddress, networkID: KnownNetworkIdentifiers.DefaultAspireContainerNetwork));
            endpoint.AllAllocatedEndpoints.TryAdd(KnownNetworkIdentifiers.DefaultAspireContainerNetwork, inside);
        }

        // Everything listens on the loopback address itself: "localhost" would make clients try IPv6 first.
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, Loopback, port, text);
    }
}
