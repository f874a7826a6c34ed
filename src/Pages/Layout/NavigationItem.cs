namespace OtelShop.Pages.Layout;

/// <summary>A page of the navigation.</summary>
/// <param name="Title">Text of the link.</param>
/// <param name="Path">Target of the link.</param>
/// <param name="Icon">Name of a shape in <see cref="Layout.Icon"/>.</param>
/// <param name="Key">Keyboard shortcut.</param>
/// <param name="Below">Further path prefix that belongs to the item. Null: only paths below its own.</param>
public sealed record NavigationItem(string Title, string Path, string Icon, char Key, string? Below = null)
{
    /// <summary>Whether a path belongs to the item.</summary>
    /// <param name="path">Path of a request.</param>
    public bool IsCurrent(string path) => path == Path || path == Path + "/" || path.StartsWith(Below ?? Path + "/", StringComparison.Ordinal);
}
