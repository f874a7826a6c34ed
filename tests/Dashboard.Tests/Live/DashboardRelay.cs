using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OtelShop.Dashboard.Tests.Live;

/// <summary>A way to a dashboard that can be cut: what is open then breaks, and nothing new gets through until it is joined again.</summary>
internal sealed class DashboardRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly Uri _dashboard;
    private volatile bool _isCut;

    public DashboardRelay(Uri dashboard)
    {
        _dashboard = dashboard;
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public void Cut()
    {
        _isCut = true;
        foreach (var client in _open.Keys)
            client.Dispose();
    }

    public void Join() => _isCut = false;

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassAsync(await _listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(TcpClient reader)
    {
        using var server = new TcpClient();
        _open[reader] = _open[server] = true;
        try
        {
            if (_isCut)
                return;
            await server.ConnectAsync(_dashboard.Host, _dashboard.Port);
            await Task.WhenAny(reader.GetStream().CopyToAsync(server.GetStream()), server.GetStream().CopyToAsync(reader.GetStream()));
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut while it was being joined.
        }
        finally
        {
            reader.Dispose();
            _open.TryRemove(reader, out _);
            _open.TryRemove(server, out _);
        }
    }
}
