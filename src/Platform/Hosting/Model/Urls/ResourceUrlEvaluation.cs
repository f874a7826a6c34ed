namespace Aspire.Hosting.ApplicationModel;

/// <summary>Finds the addresses that are shown for a resource once its endpoints have theirs.</summary>
internal static class ResourceUrlEvaluation
{
    public static async Task<IReadOnlyList<ResourceUrlAnnotation>> EvaluateAsync(
        IResource resource, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken = default)
    {
        var urls = new List<ResourceUrlAnnotation>();
        if (resource is IResourceWithEndpoints listener)
        {
            urls.AddRange(listener.GetEndpoints().Where(e => e.IsAllocated)
                .Select(e => new ResourceUrlAnnotation { Url = e.Url, Endpoint = e }));
        }

        urls.AddRange(resource.Annotations.OfType<ResourceUrlAnnotation>());
        var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken);
        foreach (var annotation in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToList())
            await annotation.Callback(context).ConfigureAwait(false);
        foreach (var url in context.Urls.Where(u => u.Endpoint is { IsAllocated: true } && !u.Url.Contains("://", StringComparison.Ordinal)))
            url.Url = new Uri(new Uri(url.Endpoint!.Url), url.Url).ToString();
        return context.Urls;
    }
}
