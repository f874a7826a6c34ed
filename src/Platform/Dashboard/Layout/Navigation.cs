using OtelShop.Pages.Layout;

namespace OtelShop.Dashboard.Layout;

/// <summary>The pages that can be reached from every other.</summary>
internal static class Navigation
{
    private static readonly NavigationItem[] Resources =
    [
        new("Resources", "/", "resources", 'r', Below: "/resource/"),
        new("Console", "/consolelogs", "console", 'c'),
    ];

    private static readonly NavigationItem[] Telemetry =
    [
        new("Logs", "/structuredlogs", "logs", 's'),
        new("Traces", "/traces", "traces", 't'),
        new("Metrics", "/metrics", "metrics", 'm'),
        new("Service map", "/map", "map", 'p'),
        new("Golden signals", "/signals", "signals", 'g'),
        new("Manage data", "/manage", "manage", 'd'),
    ];

    /// <param name="hasResources">Whether somebody runs resources. The pages about them are empty else.</param>
    public static NavigationItem[] Items(bool hasResources) => hasResources ? [.. Resources, .. Telemetry] : Telemetry;
}
