namespace OtelShop.Dashboard.Layout;

/// <summary>A page of the navigation.</summary>
/// <param name="Title">On the link.</param>
/// <param name="Path">Where it leads.</param>
/// <param name="Icon">Name of a shape in <see cref="Icon"/>.</param>
/// <param name="Key">Keyboard shortcut.</param>
/// <param name="NeedsResources">Whether it is empty without somebody who runs resources.</param>
internal sealed record NavigationItem(string Title, string Path, string Icon, char Key, bool NeedsResources = false)
{
    public static IReadOnlyList<NavigationItem> All { get; } =
    [
        new("Resources", "/", "resources", 'r', NeedsResources: true),
        new("Console", "/consolelogs", "console", 'c', NeedsResources: true),
        new("Logs", "/structuredlogs", "logs", 's'),
        new("Traces", "/traces", "traces", 't'),
        new("Metrics", "/metrics", "metrics", 'm'),
        new("Service map", "/map", "map", 'p'),
        new("Golden signals", "/signals", "signals", 'g'),
        new("Manage data", "/manage", "manage", 'd'),
    ];

    public bool IsCurrent(string path) => Path == "/"
        ? path is "/" || path.StartsWith("/resource/", StringComparison.Ordinal)
        : path == Path || path.StartsWith(Path + "/", StringComparison.Ordinal);
}
