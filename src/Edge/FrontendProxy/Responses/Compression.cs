using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace OtelShop.FrontendProxies.Responses;

/// <summary>Compresses what destinations did not, and makes the ETag weak then: the bytes are no longer those that the destination tagged.</summary>
internal sealed class Compression(IServiceProvider services, IOptions<ResponseCompressionOptions> options) : ResponseCompressionProvider(services, options)
{
    // Fewer bytes fit into one packet anyway.
    private const int LeastBytes = 860;

    public override bool ShouldCompressResponse(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (headers.ContentLength < LeastBytes || headers.CacheControl.ToString().Contains("no-transform", StringComparison.OrdinalIgnoreCase) || !base.ShouldCompressResponse(context))
            return false;
        if (headers.ETag is [['"', ..] strong] && GetCompressionProvider(context) is not null)
            headers.ETag = "W/" + strong;
        return true;
    }
}
