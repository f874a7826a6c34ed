using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace OtelShop.Dashboard.Listeners;

/// <summary>An address to listen on.</summary>
/// <param name="Scheme">http or https.</param>
/// <param name="Host">"localhost", an IP address, or "*" for every network card.</param>
/// <param name="Port">Zero for any free one.</param>
internal sealed record ListenAddress(string Scheme, string Host, int Port)
{
    private const string AnyHost = "*";
    private const string Localhost = "localhost";

    /// <summary>Null for "*": every card, by either version of the protocol. "localhost" is the one address of it that every machine has.</summary>
    public IPAddress? Address => Host == AnyHost ? null : IPAddress.TryParse(Host, out var address) ? address : IPAddress.Loopback;

    public bool IsLoopback => Address is { } address && IPAddress.IsLoopback(address);

    public bool IsSecure => Scheme == Uri.UriSchemeHttps;

    /// <summary>Reads <c>http://127.0.0.1:4318</c> and the like. A name other than localhost is refused: a web server would take it for "*".</summary>
    public static bool TryParse(string url, [NotNullWhen(true)] out ListenAddress? address)
    {
        address = null;
        if (!IsUrl(url, out var parsed) || parsed.PathBase.Length > 0 || parsed.IsUnixPipe || parsed.IsNamedPipe || parsed.Port is < 0 or > IPEndPoint.MaxPort)
            return false;
        var scheme = parsed.Scheme.ToLowerInvariant();
        var host = parsed.Host is "+" ? AnyHost : parsed.Host.ToLowerInvariant();
        if ((scheme != Uri.UriSchemeHttp && scheme != Uri.UriSchemeHttps) || (host is not (AnyHost or Localhost) && !IPAddress.TryParse(host, out _)))
            return false;
        address = new(scheme, host, parsed.Port);
        return true;
    }

    /// <summary>How a program of this machine reaches it.</summary>
    public Uri Reachable(int port) => new UriBuilder(Scheme, IsEverywhere ? IPAddress.Loopback.ToString() : Host, port).Uri;

    private bool IsEverywhere => Address is not { } address || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static bool IsUrl(string url, [NotNullWhen(true)] out BindingAddress? parsed)
    {
        parsed = null;
        try
        {
            parsed = BindingAddress.Parse(url);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
