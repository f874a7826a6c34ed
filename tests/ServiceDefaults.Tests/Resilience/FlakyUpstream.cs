using System.Net;

namespace OtelShop.ServiceDefaults.Tests.Resilience;

/// <summary>A server that answers 503 a few times and 200 from then on, and remembers where it was asked.</summary>
internal sealed class FlakyUpstream(int failures) : HttpMessageHandler
{
    public List<string> Requests { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        Requests.Add($"{address.Scheme}://{address.Host}:{address.Port}{address.AbsolutePath}");
        return Task.FromResult(new HttpResponseMessage(Requests.Count > failures ? HttpStatusCode.OK : HttpStatusCode.ServiceUnavailable));
    }
}
