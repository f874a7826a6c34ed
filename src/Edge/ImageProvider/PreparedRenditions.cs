using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;

namespace OtelShop.ImageProvider;

/// <summary>
/// The renditions that the shop's pages show. They are rendered beforehand, because rendering them takes seconds of CPU time, and embedded by a name
/// with the hash of the drawing: one that is out of date is not found.
/// </summary>
internal sealed class PreparedRenditions
{
    private const string Prefix = "renditions/";
    private static readonly ImmutableArray<int> ProductWidths = [160, 240, 320, 480, 960];
    private static readonly ImmutableArray<int> BannerWidths = [640, 960, 1280, 1440, 1920];

    private readonly FrozenSet<string> _names = typeof(PreparedRenditions).Assembly.GetManifestResourceNames().Where(IsRendition).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a resource of the assembly is a rendition, and not a drawing.</summary>
    public static bool IsRendition(string resource) => resource.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Widths in pixels of a picture's prepared renditions, ascending; none for a picture that pages do not show.</summary>
    public static ImmutableArray<int> WidthsOf(Picture picture) => picture.IsProduct ? ProductWidths : picture.Name == "Banner" ? BannerWidths : [];

    /// <summary>Every rendition that pages show.</summary>
    public static IEnumerable<Rendition> Of(PictureCatalog catalog) =>
        from picture in catalog.All
        from width in WidthsOf(picture)
        select new Rendition(picture, width, PictureFormat.WebP);

    /// <summary>Replaces the renditions in a folder by those of the current drawings.</summary>
    public static void Write(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        foreach (var rendition in Of(new PictureCatalog()))
        {
            var file = Path.Combine(folder, FileName(rendition));
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, PictureRenderer.Render(rendition));
        }
    }

    /// <summary>The bytes to send; null if the rendition is not prepared.</summary>
    public byte[]? Find(Rendition rendition)
    {
        var name = Prefix + FileName(rendition);
        if (!_names.Contains(name))
            return null;
        using var content = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        var bytes = new byte[content.Length];
        content.ReadExactly(bytes);
        return bytes;
    }

    private static string FileName(Rendition rendition) => $"{rendition.Picture.Name}.{rendition.Width}.{rendition.Picture.Hash}.{rendition.Format.Extension}";
}
