using System.Net;
using Microsoft.Extensions.Options;

namespace OtelShop.Dashboard.Security;

/// <summary>Names under which the pages are meant to be reached: loopback, the addresses that they listen on, the public address.</summary>
internal sealed class HostNames
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };
    private readonly bool _isAnywhere;

    public HostNames(IOptions<DashboardOptions> options)
    {
        var frontend = options.Value.Frontend;
        foreach (var url in frontend.EndpointUrls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append(frontend.PublicUrl))
        {
            if (string.IsNullOrEmpty(url))
                continue;
            var host = BindingAddress.Parse(url).Host;
            _names.Add(host);
            _isAnywhere |= host is "*" or "+" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));
        }
    }

    /// <summary>Whoever listens on every address is meant under every name; its login keeps strangers out.</summary>
    public bool Knows(HostString host) => _isAnywhere || _names.Contains(host.Host);
}
