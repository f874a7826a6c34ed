namespace OtelShop.Dashboard.Resources;

/// <summary>What a resource is made of, as short as a table wants it.</summary>
internal static class ResourceSource
{
    /// <summary>Of a path the file alone; an image's name stays whole.</summary>
    public static string? Short(string? source) => source is ['/', ..] ? Path.GetFileName(source) : source;
}
