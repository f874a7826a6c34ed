using Microsoft.AspNetCore.Routing.Matching;

namespace OtelShop.Flagd.Listeners;

/// <summary>
/// Selects among protocols that share their paths. The framework's policy also matches suffixes and takes <c>application/grpc+proto</c> for
/// <c>application/proto</c>, which is another protocol.
/// </summary>
internal sealed class ContentTypePolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    private static readonly Endpoint Unsupported = new(
        http =>
        {
            http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        },
        EndpointMetadataCollection.Empty,
        "415 Unsupported Media Type");

    /// <summary>Runs after <see cref="ListenerPolicy"/>.</summary>
    public override int Order => 1;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<ContentTypes>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        var (refused, left) = (false, false);
        for (var i = 0; i < candidates.Count; i++)
        {
            if (!candidates.IsValidCandidate(i))
                continue;
            var isMeant = candidates[i].Endpoint.Metadata.GetMetadata<ContentTypes>()?.Has(httpContext.Request.ContentType) is not false;
            candidates.SetValidity(i, isMeant);
            (refused, left) = (refused || !isMeant, left || isMeant);
        }

        if (refused && !left)
            httpContext.SetEndpoint(Unsupported);
        return Task.CompletedTask;
    }
}
