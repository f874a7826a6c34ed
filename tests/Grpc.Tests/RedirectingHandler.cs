namespace OtelShop.Grpc.Tests;

/// <summary>Sends every request to one address, as service discovery does.</summary>
internal sealed class RedirectingHandler(Uri target) : DelegatingHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = new Uri(target, request.RequestUri!.AbsolutePath);
        return base.SendAsync(request, cancellationToken);
    }
}
