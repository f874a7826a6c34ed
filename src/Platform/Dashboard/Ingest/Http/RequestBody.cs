using System.IO.Compression;
using Microsoft.AspNetCore.Http.Features;

namespace OtelShop.Dashboard.Ingest.Http;

/// <summary>Reads the body of a request, decompressed, as far as the limit allows.</summary>
internal static class RequestBody
{
    private const string AcceptedEncodings = "gzip, deflate";
    private const int FirstPiece = 16 * 1024;

    /// <exception cref="RefusedException">It is too large, damaged, or compressed in a way that nobody here knows.</exception>
    public static async Task<PooledBytes> ReadAsync(HttpContext http, int limit)
    {
        // The server counts what arrives, we count what comes out of it: a few kilobytes can unfold to more than there is memory.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = limit;
        if (http.Request.ContentLength > limit)
            throw RefusedException.TooLarge(limit);
        await using var body = Decompress(http);
        var bytes = new PooledBytes((int)(http.Request.ContentLength ?? FirstPiece));
        try
        {
            int read;
            while ((read = await body.ReadAsync(bytes.GetMemory(FirstPiece), http.RequestAborted)) > 0)
            {
                bytes.Advance(read);
                if (bytes.Length > limit)
                    throw RefusedException.TooLarge(limit);
            }

            return bytes;
        }
        catch (Exception error)
        {
            bytes.Dispose();
            throw error switch
            {
                InvalidDataException => RefusedException.Malformed("The compressed body is damaged."),
                BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => RefusedException.TooLarge(limit),
                BadHttpRequestException broken => RefusedException.Malformed(broken.Message),
                _ => error,
            };
        }
    }

    private static Stream Decompress(HttpContext http)
    {
        switch (http.Request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant())
        {
            case "" or "identity":
                return http.Request.Body;
            case "gzip":
                return new GZipStream(http.Request.Body, CompressionMode.Decompress, leaveOpen: true);
            case "deflate":
                return new ZLibStream(http.Request.Body, CompressionMode.Decompress, leaveOpen: true);
            default:
                http.Response.Headers.AcceptEncoding = AcceptedEncodings;
                throw RefusedException.Unsupported($"A body may be compressed by one of {AcceptedEncodings}.");
        }
    }
}
