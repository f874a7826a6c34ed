namespace OtelShop.ServiceDefaults.Discovery;

/// <summary>Sends each request to an address of the service it names.</summary>
internal sealed class ResolvingHttpDelegatingHandler(ServiceEndpointResolver resolver) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } requested)
            request.RequestUri = resolver.Resolve(requested);
        return base.SendAsync(request, cancellationToken);
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is { } requested)
            request.RequestUri = resolver.Resolve(requested);
        return base.Send(request, cancellationToken);
    }
}
