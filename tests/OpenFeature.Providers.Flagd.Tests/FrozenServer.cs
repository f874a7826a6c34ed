using System.Net;
using System.Net.Sockets;

namespace OpenFeature.Providers.Flagd.Tests;

/// <summary>Takes connections and never says anything, as a process that was stopped.</summary>
internal sealed class FrozenServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public FrozenServer()
    {
        // The operating system completes connections that wait to be accepted.
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
    }

    public Uri Address { get; }

    public void Dispose() => _listener.Dispose();
}
