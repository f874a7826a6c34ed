using System.Collections.Immutable;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>Remembers, on the resource itself, where copies other than the first listen.</summary>
/// <param name="endpoint">Name of the endpoint.</param>
/// <param name="others">URLs of the second and every further copy.</param>
internal sealed class ReplicaAddresses(string endpoint, ImmutableArray<string> others) : IResourceAnnotation
{
    /// <summary>For each endpoint of a resource with several copies: the address of the first copy, and those of the others.</summary>
    public static IEnumerable<(string First, ImmutableArray<string> Others)> Of(IResource resource) =>
        from addresses in resource.Annotations.OfType<ReplicaAddresses>()
        join annotation in resource.Annotations.OfType<EndpointAnnotation>() on addresses.Endpoint equals annotation.Name
        select (annotation.AllocatedEndpoint!.UriString, addresses.Others);

    private string Endpoint => endpoint;

    private ImmutableArray<string> Others => others;
}
