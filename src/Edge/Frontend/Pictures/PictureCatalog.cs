using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace OtelShop.Frontends.Pictures;

/// <summary>
/// Addresses of the image provider's renditions. An address with the hash of the picture's content may be cached forever; without the provider's
/// manifest it has none and is cached briefly.
/// </summary>
internal sealed class PictureCatalog
{
    private FrozenDictionary<string, ManifestPicture> _manifest = FrozenDictionary<string, ManifestPicture>.Empty;
    private ConcurrentDictionary<string, PictureSource> _sources = new();

    /// <summary>Whether pictures are delayed on purpose: then no browser may have them cached.</summary>
    public bool IsSlow
    {
        get;
        set
        {
            if (field == value) { return; }
            field = value;
            _sources = new();
        }
    }

    public PictureSource Banner => Find("Banner.png");

    /// <summary>Replaces the manifest, by name of the picture without extension: <c>products/RoofBinoculars</c>.</summary>
    public void Replace(IReadOnlyDictionary<string, ManifestPicture> manifest)
    {
        _manifest = manifest.ToFrozenDictionary();
        _sources = new();
    }

    /// <summary>A product's picture. Its path is upstream's, for which browser tests wait.</summary>
    public PictureSource Product(string picture) => Find("products/" + Uri.EscapeDataString(picture));

    private PictureSource Find(string path) => _sources.GetOrAdd(path, path =>
    {
        var picture = _manifest.GetValueOrDefault(Path.ChangeExtension(path, null));
        return new PictureSource(path, IsSlow ? null : picture?.Hash, picture?.PreparedWidths ?? []);
    });
}

/// <summary>The addresses of a picture.</summary>
internal sealed class PictureSource(string path, string? hash, IReadOnlyList<int> widths)
{
    /// <summary>Addresses of all prepared widths, for <c>srcset</c>; null if there are none.</summary>
    public string? Set { get; } = widths.Count == 0 ? null : string.Join(", ", widths.Select(width => $"{Address(path, hash, width)} {width}w"));

    public string Address(int width) => Address(path, hash, width);

    private static string Address(string path, string? hash, int width) => $"/images/{path}?w={width}&format=webp" + (hash is null ? "" : $"&v={hash}");
}

/// <summary>A picture in the image provider's manifest.</summary>
/// <param name="Hash">Changes with the picture's content.</param>
/// <param name="PreparedWidths">Widths in pixels that the provider need not render first.</param>
internal sealed record ManifestPicture(string Hash, IReadOnlyList<int>? PreparedWidths);
