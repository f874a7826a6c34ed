namespace OtelShop.ServiceDefaults.Discovery;

/// <summary>Sends each request to an address of the service it names.</summary>
internal sealed class ResolvingHttpDelegatingHandler(ServiceEndpointResolver resolver) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var requested = request.RequestUri;
        request.RequestUri = Resolve(requested);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // A repetition names the service again and may so get to another address.
            request.RequestUri = requested;
        }
    }

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var requested = request.RequestUri;
        request.RequestUri = Resolve(requested);
        try
        {
            return base.Send(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = requested;
        }
    }

    private Uri? Resolve(Uri? requested) => requested is null ? null : resolver.Resolve(requested);
}
