using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace OtelShop.Pages.Security;

/// <summary>
/// Behind a proxy every visitor has the proxy's address, so that all of them share one count of wrong tokens. Where proxies are named, their word is taken for where a request
/// comes from; nobody else's is, or each try could bring an address of its own.
/// </summary>
public static class TrustedProxies
{
    /// <summary>Before everything that asks for the visitor's address. Does nothing where no proxy is named.</summary>
    /// <param name="app">The application.</param>
    public static void UseTrustedProxies(this IApplicationBuilder app) => app.Use(next =>
    {
        var services = app.ApplicationServices;
        if (services.GetRequiredService<IOptions<LoginOptions>>().Value.TrustedProxies is not { Length: > 0 } listed)
            return next;
        return new ForwardedHeadersMiddleware(next, services.GetRequiredService<ILoggerFactory>(), Options.Create(Believing(listed))).Invoke;
    });

    /// <summary>Whether a setting names addresses and networks, such as <c>127.0.0.1,10.0.0.0/8</c>, and nothing else.</summary>
    /// <param name="listed">Null and empty name none.</param>
    public static bool AreReadable(string? listed) => Names(listed ?? "").All(name => TryParseOne(name, out _));

    private static ForwardedHeadersOptions Believing(string listed)
    {
        // As many steps back as are proxies of the list: behind two of them, the inner one's word is the outer one's address.
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var name in Names(listed))
        {
            if (TryParseOne(name, out var network))
                options.KnownIPNetworks.Add(network);
        }

        return options;
    }

    private static bool TryParseOne(string name, out IPNetwork network)
    {
        if (IPNetwork.TryParse(name, out network))
            return true;
        if (!IPAddress.TryParse(name, out var address))
            return false;
        network = new IPNetwork(address, 8 * address.GetAddressBytes().Length);
        return true;
    }

    private static string[] Names(string listed) => listed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
