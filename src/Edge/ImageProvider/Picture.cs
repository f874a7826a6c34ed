using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace OtelShop.ImageProvider;

/// <summary>A drawing and what can be made of it.</summary>
internal sealed class Picture
{
    private const int DefaultWidthLimit = 960;
    private static readonly ImmutableArray<int> AllWidths = [160, 240, 320, 480, 640, 960, 1200, 1280, 1440, 1920, 2400];

    private Picture(string name, byte[] svg, int width, int height)
    {
        (Name, Svg, Width, Height) = (name, svg, width, height);
        Hash = Convert.ToHexStringLower(SHA256.HashData([.. Encoding.UTF8.GetBytes(PictureRenderer.Version), .. svg]))[..16];
        Widths = [.. AllWidths.Where(candidate => candidate <= width)];
    }

    /// <summary>Path without extension, such as <c>products/RoofBinoculars</c>.</summary>
    public string Name { get; }

    public ReadOnlyMemory<byte> Svg { get; }

    /// <summary>Natural size in pixels.</summary>
    public int Width { get; }

    public int Height { get; }

    /// <summary>Changes with the drawing and with the renderer.</summary>
    public string Hash { get; }

    /// <summary>Widths in pixels of raster formats, none wider than the drawing.</summary>
    public ImmutableArray<int> Widths { get; }

    public bool IsProduct => Name.StartsWith("products/", StringComparison.Ordinal);

    /// <summary>Upstream's icons are SVG only.</summary>
    public bool IsRaster => Widths.Length > 0;

    public int DefaultWidth => Widths.LastOrDefault(width => width <= DefaultWidthLimit);

    /// <exception cref="InvalidDataException">The drawing has no size.</exception>
    public static Picture Read(string name, Stream svg)
    {
        using var content = new MemoryStream();
        svg.CopyTo(content);
        content.Position = 0;
        using var xml = XmlReader.Create(content, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        xml.MoveToContent();
        var box = xml.GetAttribute("viewBox")?.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var width = Pixels(xml.GetAttribute("width") ?? box?.ElementAtOrDefault(2));
        var height = Pixels(xml.GetAttribute("height") ?? box?.ElementAtOrDefault(3));
        return width > 0 && height > 0
            ? new Picture(name, content.ToArray(), width, height)
            : throw new InvalidDataException($"The picture {name} needs a viewBox, or width and height in pixels.");
    }

    private static int Pixels(string? length) => double.TryParse(length, CultureInfo.InvariantCulture, out var pixels) ? (int)Math.Round(pixels) : 0;
}
