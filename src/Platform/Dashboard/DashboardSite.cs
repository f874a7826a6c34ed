using OtelShop.Dashboard.Layout;
using OtelShop.Pages;

namespace OtelShop.Dashboard;

/// <summary>The dashboard's pages.</summary>
internal static class DashboardSite
{
    public static readonly Site Site = new()
    {
        Home = "/",
        HomeLink = "To the first page",
        Assembly = typeof(DashboardSite).Assembly,
        Layout = typeof(MainLayout),
        StyleSheet = "dashboard.css",
        Script = "dashboard.js",
        Cookies = new(".OtelShop.Dashboard.Auth", ".OtelShop.Dashboard.Antiforgery", "otelshop-dashboard-theme"),
    };
}
