using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace OtelShop.ServiceDefaults.Http;

/// <summary>
/// Uses <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> of configured proxies for the client's address, the scheme and the host. Trusting every
/// sender would let each request claim another client.
/// </summary>
public static class TrustedProxies
{
    /// <summary>Add it before everything that reads the client's address, the scheme or the host. Does nothing without proxies.</summary>
    /// <param name="app">The application.</param>
    /// <param name="listed">Addresses and networks separated by commas, such as <c>127.0.0.1,10.0.0.0/8</c>. Null or empty: none.</param>
    /// <exception cref="FormatException">Something else is listed; <see cref="AreReadable"/> tells before.</exception>
    public static void UseTrustedProxies(this IApplicationBuilder app, string? listed)
    {
        // No fixed limit of hops: each trusted proxy in the chain names the one before it.
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var name in Names(listed))
            options.KnownIPNetworks.Add(TryParse(name, out var network) ? network : throw new FormatException($"'{name}' is neither an address nor a network."));
        if (options.KnownIPNetworks.Count > 0)
            app.UseForwardedHeaders(options);
    }

    /// <summary>Whether a setting lists only addresses and networks.</summary>
    /// <param name="listed">Setting; null and empty are valid.</param>
    public static bool AreReadable(string? listed) => Names(listed).All(name => TryParse(name, out _));

    private static bool TryParse(string name, out IPNetwork network)
    {
        if (IPNetwork.TryParse(name, out network))
            return true;
        if (!IPAddress.TryParse(name, out var address))
            return false;
        network = new IPNetwork(address, 8 * address.GetAddressBytes().Length);
        return true;
    }

    private static string[] Names(string? listed) => (listed ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
