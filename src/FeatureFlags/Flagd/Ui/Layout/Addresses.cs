namespace OtelShop.Flagd.Ui.Layout;

/// <summary>Addresses of the pages. All lie below one path, as upstream's do, so that the shop's proxy can forward it.</summary>
internal static class Addresses
{
    public const string Home = "/feature";
    public const string Advanced = "/feature/advanced";
    public const string Scheduler = "/feature/scheduler";
    public const string History = "/feature/history";
    public const string Live = "/feature/live";
    public const string AllOff = "/feature/off";

    public static string Flag(string key) => "/feature/flags/" + Uri.EscapeDataString(key);
}
