using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using IPNetwork = System.Net.IPNetwork;

namespace OtelShop.Pages.Security;

/// <summary>
/// Uses <c>X-Forwarded-For</c> of configured proxies for the client's address. Without it, all clients of a proxy share one count of failed
/// attempts; trusting every sender would let each attempt claim another address.
/// </summary>
public static class TrustedProxies
{
    /// <summary>Add it before everything that reads the client's address. Does nothing without proxies.</summary>
    /// <param name="app">The application.</param>
    public static void UseTrustedProxies(this IApplicationBuilder app) => app.Use(next =>
    {
        var services = app.ApplicationServices;
        if (services.GetRequiredService<IOptions<LoginOptions>>().Value.TrustedProxies is not { Length: > 0 } listed)
            return next;
        return new ForwardedHeadersMiddleware(next, services.GetRequiredService<ILoggerFactory>(), Options.Create(Believing(listed))).Invoke;
    });

    /// <summary>Whether a setting lists only addresses and networks, such as <c>127.0.0.1,10.0.0.0/8</c>.</summary>
    /// <param name="listed">Setting; null and empty are valid.</param>
    public static bool AreReadable(string? listed) => Names(listed ?? "").All(name => TryParseOne(name, out _));

    private static ForwardedHeadersOptions Believing(string listed)
    {
        // No fixed limit of hops: each trusted proxy in the chain names the one before it.
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
