namespace OtelShop.Flagd.Ui.Layout;

/// <summary>Where the pages are. All of them stand below one path, as upstream's do, so that the shop's proxy can pass it on.</summary>
internal static class Addresses
{
    public const string Home = "/feature";
    public const string Advanced = "/feature/advanced";
    public const string Scheduler = "/feature/scheduler";
    public const string History = "/feature/history";
    public const string Login = "/feature/login";
    public const string Logout = "/feature/logout";
    public const string Live = "/feature/live";
    public const string AllOff = "/feature/off";

    public static string Flag(string key) => "/feature/flags/" + Uri.EscapeDataString(key);

    /// <summary>The login that leads back to the page.</summary>
    public static string LoginFrom(HttpRequest request) =>
        $"{Login}?returnUrl={Uri.EscapeDataString(HttpMethods.IsGet(request.Method) ? request.Path + request.QueryString.Value : Home)}";

    /// <summary>The address when it is a path of these pages, else the first page.</summary>
    public static string OrHome(string? url) =>
        url is not null && (url == Home || url.StartsWith(Home + "/", StringComparison.Ordinal) || url.StartsWith(Home + "?", StringComparison.Ordinal)) && !url.Any(char.IsControl)
            ? url
            : Home;
}
