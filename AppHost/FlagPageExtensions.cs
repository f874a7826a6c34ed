using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Leads a person to the pages of the flags.</summary>
internal static class FlagPageExtensions
{
    private const string Token = "AppHost:BrowserToken";

    /// <summary>
    /// Shows where the pages are. Changing flags takes the token of the dashboard's login; a shop without the dashboard, which tells it, makes one itself, and the address
    /// that the console shows logs in.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithFlagPages(this IResourceBuilder<ProjectResource> flagd)
    {
        var shop = flagd.ApplicationBuilder;
        var isAlone = shop.ExecutionContext.IsRunMode && shop.Configuration.GetValue<bool>("DisableDashboard");
        if (isAlone && string.IsNullOrEmpty(shop.Configuration[Token]))
            shop.Configuration[Token] = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var path = isAlone ? $"/feature/login?t={Uri.EscapeDataString(shop.Configuration[Token]!)}" : "/feature";
        return flagd.WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ($"{url.Url}{path}", "Feature flags"));
    }
}
