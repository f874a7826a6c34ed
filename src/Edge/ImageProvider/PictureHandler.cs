using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace OtelShop.ImageProvider;

/// <summary>Answers requests for pictures.</summary>
internal sealed class PictureHandler(PictureCatalog catalog, RenditionCache renditions, SlowPictures slow)
{
    private const string NotStored = "no-store";
    private const string Immutable = "public, max-age=31536000, immutable";
    private const string ShortLived = "public, max-age=300";

    private readonly byte[] _manifest = JsonSerializer.SerializeToUtf8Bytes(
        catalog.All.OrderBy(picture => picture.Name, StringComparer.Ordinal).ToDictionary(picture => picture.Name, picture => new ManifestEntry(picture)), JsonSerializerOptions.Web);

    /// <summary>Hash, natural size and widths of every picture, by name; prepared widths are quick to serve as WebP.</summary>
    public FileContentHttpResult Manifest() => TypedResults.File(_manifest, "application/json");

    /// <param name="path">Name and extension, such as <c>products/RoofBinoculars.webp</c>.</param>
    /// <param name="context">The request.</param>
    public async Task<IResult> SendAsync(string path, HttpContext context)
    {
        var query = context.Request.Query;
        var dot = path.LastIndexOf('.');
        var format = PictureFormat.Find(path[(dot + 1)..], context.Request.Headers.AcceptEncoding);
        if (dot < 0 || format is null || catalog.Find(path[..dot]) is not { } picture || (format.IsRaster && !picture.IsRaster))
            return NotFound(context);
        if (!TryReadWidth(query["w"], picture, out var width))
            return Refuse(context, picture.IsRaster ? $"w must be one of {string.Join(", ", picture.Widths)}." : "This picture has no widths: leave w out.");
        // Pages ask for WebP under upstream's names, which end in .jpg and .png.
        if (query["format"] is { Count: > 0 } other && (!format.IsRaster || (format = PictureFormat.FindRaster(other)) is null))
            return Refuse(context, "format must be jpg, png or webp, and does not go with .svg.");

        Describe(context, picture, format);
        if (await slow.DelayAsync(picture, context.RequestAborted))
            context.Response.Headers.CacheControl = NotStored;

        var rendition = new Rendition(picture, format.IsRaster ? width : 0, format);
        if (IsKnown(context.Request, rendition.EntityTag))
            return NotModified(context, rendition.EntityTag);
        var bytes = await renditions.GetAsync(rendition, context.RequestAborted);
        return TypedResults.File(bytes, format.MediaType, enableRangeProcessing: true, entityTag: rendition.EntityTag);
    }

    public static ProblemHttpResult NotFound(HttpContext context)
    {
        context.Response.Headers.CacheControl = NotStored;
        return TypedResults.Problem("There is no such picture.", statusCode: StatusCodes.Status404NotFound);
    }

    private static bool TryReadWidth(StringValues requested, Picture picture, out int width)
    {
        width = picture.DefaultWidth;
        return requested.Count == 0 || (requested.Count == 1 && int.TryParse(requested[0], out width) && picture.Widths.Contains(width));
    }

    private static ProblemHttpResult Refuse(HttpContext context, string advice)
    {
        context.Response.Headers.CacheControl = NotStored;
        return TypedResults.Problem(advice, statusCode: StatusCodes.Status400BadRequest);
    }

    private static void Describe(HttpContext context, Picture picture, PictureFormat format)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = context.Request.Query["v"] == picture.Hash ? Immutable : ShortLived;
        if (format.IsRaster)
            return;
        // A drawing opened as a page must run no script and load nothing.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.ContentEncoding = format.ContentEncoding;
    }

    private static bool IsKnown(HttpRequest request, EntityTagHeaderValue entityTag) =>
        request.GetTypedHeaders().IfNoneMatch.Any(known => known.Equals(EntityTagHeaderValue.Any) || known.Compare(entityTag, useStrongComparison: false));

    private static StatusCodeHttpResult NotModified(HttpContext context, EntityTagHeaderValue entityTag)
    {
        context.Response.Headers.ContentEncoding = default;
        context.Response.GetTypedHeaders().ETag = entityTag;
        return TypedResults.StatusCode(StatusCodes.Status304NotModified);
    }

    private sealed record ManifestEntry(string Hash, int Width, int Height, IEnumerable<int> Widths, IEnumerable<int> PreparedWidths)
    {
        public ManifestEntry(Picture picture) : this(picture.Hash, picture.Width, picture.Height, picture.Widths, PreparedRenditions.WidthsOf(picture))
        {
        }
    }
}
