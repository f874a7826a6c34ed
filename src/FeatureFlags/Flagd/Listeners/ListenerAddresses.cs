using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace OtelShop.Flagd.Listeners;

/// <summary>Addresses after the start, with port 0 resolved.</summary>
internal sealed class ListenerAddresses
{
    private readonly Dictionary<Listener, ListenOptions> _bound = [];

    /// <summary>Address of the port for programs on this machine.</summary>
    public Uri this[Listener listener] => new UriBuilder(Uri.UriSchemeHttp, IPAddress.Loopback.ToString(), _bound[listener].IPEndPoint!.Port).Uri;

    /// <summary>Whether the port listens on every address of the machine.</summary>
    public bool IsEverywhere(Listener listener) => _bound[listener].IPEndPoint!.Address is var address && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    public void Add(Listener listener, ListenOptions listen) => _bound[listener] = listen;
}
