using System.Collections.Frozen;
using System.Reflection;

namespace OtelShop.ImageProvider;

/// <summary>The drawings of this assembly by name.</summary>
internal sealed class PictureCatalog
{
    private readonly FrozenDictionary<string, Picture> _pictures = Read(typeof(PictureCatalog).Assembly).ToFrozenDictionary(picture => picture.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<Picture> All => _pictures.Values;

    public Picture? Find(string name) => _pictures.GetValueOrDefault(name);

    private static IEnumerable<Picture> Read(Assembly assembly)
    {
        foreach (var name in assembly.GetManifestResourceNames().Where(name => !PreparedRenditions.IsRendition(name)))
        {
            using var svg = assembly.GetManifestResourceStream(name)!;
            yield return Picture.Read(name, svg);
        }
    }
}
