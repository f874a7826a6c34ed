using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace OtelShop.ImageProvider;

/// <summary>A form in which a picture is sent.</summary>
internal sealed record PictureFormat(string Extension, string MediaType, string? ContentEncoding = null)
{
    public static readonly PictureFormat Jpeg = new("jpg", "image/jpeg");
    public static readonly PictureFormat Png = new("png", "image/png");
    public static readonly PictureFormat WebP = new("webp", "image/webp");
    public static readonly PictureFormat Svg = new("svg", "image/svg+xml");
    public static readonly PictureFormat SvgBrotli = Svg with { ContentEncoding = "br" };
    public static readonly PictureFormat SvgGzip = Svg with { ContentEncoding = "gzip" };

    public bool IsRaster => Extension != Svg.Extension;

    /// <summary>The format of a file extension, without its dot; null for an extension that is not offered.</summary>
    public static PictureFormat? Find(string extension, StringValues acceptEncoding) => extension switch
    {
        "svg" when Accepts(acceptEncoding, "br") => SvgBrotli,
        "svg" when Accepts(acceptEncoding, "gzip") => SvgGzip,
        "svg" => Svg,
        _ => FindRaster(extension),
    };

    public static PictureFormat? FindRaster(string? extension) => extension switch
    {
        "jpg" => Jpeg,
        "png" => Png,
        "webp" => WebP,
        _ => null,
    };

    private static bool Accepts(StringValues acceptEncoding, string coding) =>
        StringWithQualityHeaderValue.TryParseList(acceptEncoding, out var accepted)
        && accepted.Any(one => one.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && one.Quality is not 0);
}

/// <summary>A picture in a width and a format. SVG has the width 0.</summary>
internal readonly record struct Rendition(Picture Picture, int Width, PictureFormat Format)
{
    public EntityTagHeaderValue EntityTag => new($"\"{Picture.Hash}-{Width}-{Format.ContentEncoding ?? Format.Extension}\"");
}
