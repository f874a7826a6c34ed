using OtelShop.Pages.Layout;

namespace OtelShop.Flagd.Ui.Layout;

/// <summary>Pages in the navigation.</summary>
internal static class Navigation
{
    public static readonly IReadOnlyList<NavigationItem> Items =
    [
        new("Flags", Addresses.Home, "flag", 'f', Below: "/feature/flags/"),
        new("Scheduler", Addresses.Scheduler, "clock", 's'),
        new("History", Addresses.History, "history", 'h'),
        new("Advanced", Addresses.Advanced, "code", 'a'),
    ];
}
