using Microsoft.AspNetCore.Routing.Matching;

namespace OtelShop.Flagd.Listeners;

/// <summary>Matches a route only on its port. A route without a listener matches on every port.</summary>
internal sealed class ListenerPolicy : MatcherPolicy, IEndpointSelectorPolicy
{
    public override int Order => 0;

    public bool AppliesToEndpoints(IReadOnlyList<Endpoint> endpoints) => endpoints.Any(endpoint => endpoint.Metadata.GetMetadata<Listener>() is not null);

    public Task ApplyAsync(HttpContext httpContext, CandidateSet candidates)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            if (candidates.IsValidCandidate(i) && candidates[i].Endpoint.Metadata.GetMetadata<Listener>() is { } listener && !listener.Received(httpContext))
                candidates.SetValidity(i, false);
        }

        return Task.CompletedTask;
    }
}
