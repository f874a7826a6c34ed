namespace OtelShop.Flagd.Ui.Layout;

/// <summary>A page of the navigation.</summary>
/// <param name="Title">On the link.</param>
/// <param name="Path">Where it leads.</param>
/// <param name="Icon">Name of a shape in <see cref="Layout.Icon"/>.</param>
/// <param name="Key">Keyboard shortcut.</param>
internal sealed record NavigationItem(string Title, string Path, string Icon, char Key)
{
    public static IReadOnlyList<NavigationItem> All { get; } =
    [
        new("Flags", Addresses.Home, "flag", 'f'),
        new("Scheduler", Addresses.Scheduler, "clock", 's'),
        new("History", Addresses.History, "history", 'h'),
        new("Advanced", Addresses.Advanced, "code", 'a'),
    ];

    public bool IsCurrent(string path) => Path == Addresses.Home
        ? path.TrimEnd('/') == Path || path.StartsWith("/feature/flags/", StringComparison.Ordinal)
        : path == Path;
}
