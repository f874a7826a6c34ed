using System.Net;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Hands out loopback ports that nobody listens on, each once.</summary>
/// <remarks>
/// The range ends below the one from which the kernel takes ports for outgoing connections, so that such a connection cannot take
/// a port between its choice here and the moment when the process binds it. Where in the range the search begins depends on the seed:
/// two hosts seldom look at the same ports, and one host finds the same ports every time it starts.
/// </remarks>
/// <param name="seed">What tells this host from others, such as the path of its data.</param>
internal sealed class PortAllocator(string seed) : IDisposable
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private readonly Lock _gate = new();
    private readonly Dictionary<int, Socket> _given = [];
    private int _next = Offset(seed);

    /// <summary>Any free port.</summary>
    public int Allocate()
    {
        lock (_gate)
        {
            for (var tries = 0; tries < Count; tries++)
            {
                var port = First + (_next++ % Count);
                if (Take(port))
                    return port;
            }
        }

        throw new InvalidOperationException($"No free port is left between {First} and {First + Count - 1}.");
    }

    /// <summary>The wanted port, or the next one above it that is free.</summary>
    public int Allocate(int wanted)
    {
        lock (_gate)
        {
            for (var port = wanted; port <= IPEndPoint.MaxPort; port++)
            {
                if (Take(port))
                    return port;
            }
        }

        throw new InvalidOperationException($"No port from {wanted} upwards is free.");
    }

    /// <summary>Whether a process could listen on the port now.</summary>
    public static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            // Binding alone succeeds beside another socket that is bound and does not listen yet.
            probe.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Lets other hosts have the ports.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var claim in _given.Values)
                claim.Dispose();
            _given.Clear();
        }
    }

    private bool Take(int port)
    {
        if (_given.ContainsKey(port) || Claim(port) is not { } claim)
            return false;
        if (IsFree(port))
        {
            _given.Add(port, claim);
            return true;
        }

        claim.Dispose();
        return false;
    }

    // Between the choice of a port and the moment when a process listens on it, another host could choose it too. So each host claims its
    // ports under a name that the kernel gives to one socket at a time, and takes back when the host dies.
    private static Socket? Claim(int port)
    {
        var claim = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            claim.Bind(new UnixDomainSocketEndPoint($"\0otelshop-port-{port}"));
            return claim;
        }
        catch (SocketException)
        {
            claim.Dispose();
            return null;
        }
    }

    // FNV-1a: string.GetHashCode differs from process to process.
    private static int Offset(string seed) =>
        (int)(seed.Aggregate(2166136261u, (hash, character) => (hash ^ character) * 16777619u) % Count);
}
