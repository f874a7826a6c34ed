using System.Net;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Listeners;
using OtelShop.Pages.Security;

namespace OtelShop.Flagd.Security;

/// <summary>
/// Names under which the pages are meant to be reached. In a cluster that is what the service is called there, so it is every name that a stranger cannot point at this machine:
/// addresses, names without a dot, names below localhost, and the public name.
/// </summary>
internal sealed class HostNames(IOptions<FlagdOptions> options, BrowserToken token, ListenerAddresses addresses)
{
    private readonly string? _public = options.Value.PublicUrl is { Length: > 0 } url ? new Uri(url).Host : null;

    /// <summary>Whoever listens on every address is meant under every name, as long as a token keeps strangers out.</summary>
    public bool Knows(HostString host) =>
        !host.Host.Contains('.')
        || IPAddress.TryParse(host.Host.Trim('[', ']'), out _)
        || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || string.Equals(host.Host, _public, StringComparison.OrdinalIgnoreCase)
        || (token.IsNeeded && addresses.IsEverywhere(Listener.Pages));
}
