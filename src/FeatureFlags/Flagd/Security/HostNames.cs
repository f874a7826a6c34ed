using System.Net;
using Microsoft.Extensions.Options;
using OtelShop.Flagd.Listeners;
using OtelShop.Pages.Security;

namespace OtelShop.Flagd.Security;

/// <summary>
/// Host names that the pages accept: every name that a third party cannot point at this machine, so that service names of a cluster work:
/// addresses, names without a dot, names below localhost, and the public name.
/// </summary>
internal sealed class HostNames(IOptions<FlagdOptions> options, BrowserToken token, ListenerAddresses addresses)
{
    private readonly string? _public = options.Value.PublicUrl is { Length: > 0 } url ? new Uri(url).Host : null;

    /// <summary>A daemon that listens on every address accepts every name as long as it requires a token.</summary>
    public bool Knows(HostString host) =>
        !host.Host.Contains('.')
        || IPAddress.TryParse(host.Host.Trim('[', ']'), out _)
        || host.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || string.Equals(host.Host, _public, StringComparison.OrdinalIgnoreCase)
        || (token.IsNeeded && addresses.IsEverywhere(Listener.Pages));
}
