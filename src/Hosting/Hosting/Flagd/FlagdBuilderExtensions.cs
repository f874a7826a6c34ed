using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting;
using OtelShop.Hosting.Services;

namespace Aspire.Hosting;

/// <summary>Feature flags.</summary>
public static class FlagdBuilderExtensions
{
    /// <summary>
    /// Adds the flag daemon on flagd's ports, with its flags kept below the data folder. Changing a flag takes the token of the dashboard's login.
    /// </summary>
    public static IResourceBuilder<FlagdResource> AddFlagd(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var flagd = builder.AddResource(new FlagdResource(name))
            .WithAnnotation(new HostedProject("FlagdProject"))
            .WithProjectDefaults(new ProjectResourceOptions { ExcludeLaunchProfile = true, ExcludeKestrelEndpoints = true });
        return flagd.AsService()
            .WithHostPort("grpc", 8013).WithHostPort("sync", 8015).WithHostPort("ofrep", 8016).WithHostPort("http", 4000)
            .WithEnvironment("Flagd__BrowserToken", Token(builder))
            .WithTrustedProxies("Flagd__TrustedProxies")
            .WithDataFolder("Flagd__Folder", "flags")
            .WithDataFolder("Flagd__KeysFolder", "flags/keys")
            .WithUrlForEndpoint("http", url => (url.Url, url.DisplayText) = ($"{url.Url}{PagePath(builder)}", "Feature flags"));
    }

    private static IResourceBuilder<ParameterResource> Token(IDistributedApplicationBuilder builder)
    {
        if (builder.ExecutionContext.IsRunMode && string.IsNullOrEmpty(builder.Configuration[AppHostSettings.BrowserToken]))
            builder.Configuration[AppHostSettings.BrowserToken] = RandomNumberGenerator.GetHexString(32, lowercase: true);
        return builder.AddParameter("browser-token", () => builder.Configuration[AppHostSettings.BrowserToken] ?? "", secret: true);
    }

    // Without the dashboard nothing shows the token, so the address logs in.
    private static string PagePath(IDistributedApplicationBuilder builder) =>
        builder.Configuration["ASPNETCORE_URLS"] is null ? $"/feature/login?t={builder.Configuration[AppHostSettings.BrowserToken]}" : "/feature";
}
