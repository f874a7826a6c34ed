namespace OtelShop.Dashboard.Layout;

/// <summary>Addresses that a request may be sent on to.</summary>
internal static class LocalUrl
{
    /// <summary>The address when it is a path of this dashboard, else its first page.</summary>
    public static string OrHome(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";
}
