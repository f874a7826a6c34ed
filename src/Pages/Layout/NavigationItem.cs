namespace OtelShop.Pages.Layout;

/// <summary>A page of the navigation.</summary>
/// <param name="Title">On the link.</param>
/// <param name="Path">Where it leads.</param>
/// <param name="Icon">Name of a shape in <see cref="Layout.Icon"/>.</param>
/// <param name="Key">Keyboard shortcut.</param>
/// <param name="Below">How the addresses begin that belong to it beside its own. Null means those below its own.</param>
public sealed record NavigationItem(string Title, string Path, string Icon, char Key, string? Below = null)
{
    /// <summary>Whether an address belongs to it.</summary>
    /// <param name="path">Path of a request.</param>
    public bool IsCurrent(string path) => path == Path || path == Path + "/" || path.StartsWith(Below ?? Path + "/", StringComparison.Ordinal);
}
