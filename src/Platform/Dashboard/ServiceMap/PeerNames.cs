using OtelShop.Dashboard.Resources;

namespace OtelShop.Dashboard.ServiceMap;

/// <summary>Names of resources by the addresses at which they answer, for peers that are known by an address alone.</summary>
internal sealed class PeerNames
{
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public PeerNames(IEnumerable<ResourceView> resources)
    {
        foreach (var resource in resources)
        {
            foreach (var url in resource.Urls)
            {
                if (Uri.TryCreate(url.Url, UriKind.Absolute, out var address) && address.Port > 0)
                    _names.TryAdd($"{Loopback(address.Host)}:{address.Port}", resource.DisplayName);
            }
        }
    }

    public Peer Resolve(Peer peer)
    {
        if (peer.Address is not { } address || peer.Name != address || address.LastIndexOf(':') is not (> 0 and var colon))
            return peer;
        return _names.TryGetValue(Loopback(address[..colon]) + address[colon..], out var name) ? peer with { Name = name } : peer;
    }

    private static string Loopback(string host) => host.Trim('[', ']') is "localhost" or "::1" or "127.0.0.1" ? "127.0.0.1" : host;
}
