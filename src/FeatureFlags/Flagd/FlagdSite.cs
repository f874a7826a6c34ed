using OtelShop.Flagd.Ui.Layout;
using OtelShop.Pages;

namespace OtelShop.Flagd;

/// <summary>The site of the pages that show and change flags.</summary>
internal static class FlagdSite
{
    public static readonly Site Site = new()
    {
        Home = Addresses.Home,
        HomeLink = "To the flags",
        Assembly = typeof(FlagdSite).Assembly,
        Layout = typeof(MainLayout),
        StyleSheet = "flags.css",
        Script = "flags.js",
        Cookies = new(".OtelShop.Feature.Login", ".OtelShop.Feature.Forms", "otelshop-feature-theme"),
    };
}
