using Microsoft.AspNetCore.Http.Features;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Transforms;

namespace OtelShop.FrontendProxies.Requests;

/// <summary>Sends <c>%2F</c> in a path as it came, such as in a flag's key: Kestrel leaves it encoded, and YARP would encode its percent sign.</summary>
internal static class EncodedSlash
{
    private const string Slash = "%2F";
    private const string EncodedTwice = "%252F";

    public static ValueTask KeepAsync(RequestTransformContext transform)
    {
        if (transform.Path.Value is { } path && path.Contains(Slash, StringComparison.OrdinalIgnoreCase) && !WasEncodedTwice(transform.HttpContext))
        {
            var address = RequestUtilities.MakeDestinationAddress(transform.DestinationPrefix, transform.Path, transform.Query.QueryString);
            var corrected = address.GetLeftPart(UriPartial.Path).Replace(EncodedTwice, Slash, StringComparison.OrdinalIgnoreCase);
            transform.ProxyRequest.RequestUri = new Uri(corrected + address.Query);
        }

        return ValueTask.CompletedTask;
    }

    private static bool WasEncodedTwice(HttpContext context) =>
        context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Contains(EncodedTwice, StringComparison.OrdinalIgnoreCase);
}
