using System.IO.Compression;
using SkiaSharp;
using Svg.Skia;

namespace OtelShop.ImageProvider;

/// <summary>Makes renditions with Skia. Its methods compute; they wait for nothing.</summary>
internal static class PictureRenderer
{
    /// <summary>Part of every hash: another library or quality makes other bytes.</summary>
    public static readonly string Version = $"Svg.Skia {typeof(SKSvg).Assembly.GetName().Version} SkiaSharp {typeof(SKSurface).Assembly.GetName().Version} 1";

    private static readonly SKJpegEncoderOptions Jpeg = new(82, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);
    private static readonly SKWebpEncoderOptions WebP = new(SKWebpEncoderCompression.Lossy, 86);
    private static readonly SKPngEncoderOptions Png = new(SKPngEncoderFilterFlags.Sub, 6);

    public static byte[] Render(Rendition rendition) =>
        rendition.Format.IsRaster ? Rasterize(rendition) : Compress(rendition.Picture.Svg.Span, rendition.Format.ContentEncoding);

    private static byte[] Rasterize(Rendition rendition)
    {
        var (picture, width, format) = rendition;
        using var svg = new SKSvg();
        using var source = new MemoryStream(picture.Svg.ToArray());
        var drawing = svg.Load(source) ?? throw new InvalidDataException($"The picture {picture.Name} cannot be drawn.");
        var height = (int)Math.Round((double)width * picture.Height / picture.Width);
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(format == PictureFormat.Jpeg ? SKColors.White : SKColors.Transparent);
        surface.Canvas.Scale(width / drawing.CullRect.Width, height / drawing.CullRect.Height);
        surface.Canvas.Translate(-drawing.CullRect.Left, -drawing.CullRect.Top);
        surface.Canvas.DrawPicture(drawing);
        using var pixels = surface.PeekPixels();
        using var encoded = Encode(pixels, format);
        return encoded.ToArray();
    }

    private static SKData Encode(SKPixmap pixels, PictureFormat format) => format.Extension switch
    {
        "jpg" => pixels.Encode(Jpeg),
        "png" => pixels.Encode(Png),
        _ => pixels.Encode(WebP),
    } ?? throw new InvalidOperationException($"Skia cannot encode {format.MediaType}.");

    private static byte[] Compress(ReadOnlySpan<byte> svg, string? encoding)
    {
        if (encoding is null)
            return svg.ToArray();
        using var compressed = new MemoryStream();
        using (Stream compressor = encoding == "br" ? new BrotliStream(compressed, CompressionLevel.SmallestSize) : new GZipStream(compressed, CompressionLevel.SmallestSize))
            compressor.Write(svg);
        return compressed.ToArray();
    }
}
