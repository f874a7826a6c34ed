using System.Net;
using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Net.Client.Balancer;

/// <summary>Looks a name up, at intervals and when an address could not be reached.</summary>
internal sealed class DnsResolver : Resolver
{
    /// <summary>Failing calls must not become a flood of look-ups.</summary>
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _interval;
    private readonly string _host;
    private readonly int _port;
    private Action<ResolverResult>? _listener;
    private ITimer? _timer;
    private long _lastLookup;
    private bool _isLookingUp;

    public DnsResolver(ResolverOptions options, TimeSpan interval)
    {
        // Both dns:///name:port and dns://server/name:port name what to look up in the path.
        var name = options.Address.AbsolutePath.TrimStart('/');
        if (!Uri.TryCreate($"dns://{name}", UriKind.Absolute, out var target) || target.Host.Length == 0)
        {
            throw new InvalidOperationException($"'{options.Address}' does not name a host: write dns:///host or dns:///host:port.");
        }

        _host = target.Host;
        _port = target.Port > 0 ? target.Port : options.DefaultPort;
        _interval = interval;
        _clock = options.Clock;
    }

    public override void Start(Action<ResolverResult> listener)
    {
        _listener = listener;
        _ = LookUpAsync();
        if (_interval != Timeout.InfiniteTimeSpan)
        {
            _timer = _clock.CreateTimer(static state => _ = ((DnsResolver)state!).LookUpAsync(), this, _interval, _interval);
        }
    }

    public override void Refresh()
    {
        if (_clock.GetElapsedTime(Volatile.Read(ref _lastLookup)) >= ShortestPause) { _ = LookUpAsync(); }
    }

    protected override void Dispose(bool disposing)
    {
        _stopping.Cancel();
        _timer?.Dispose();
        base.Dispose(disposing);
    }

    private async Task LookUpAsync()
    {
        if (_stopping.IsCancellationRequested || Interlocked.Exchange(ref _isLookingUp, true)) { return; }
        try
        {
            Volatile.Write(ref _lastLookup, _clock.GetTimestamp());
            var found = await Dns.GetHostAddressesAsync(_host, _stopping.Token).ConfigureAwait(false);
            _listener!(ResolverResult.ForResult([.. found.Select(address => new BalancerAddress(address.ToString(), _port))]));
        }
        catch (SocketException error)
        {
            _listener!(ResolverResult.ForFailure(new Status(StatusCode.Unavailable, $"Error getting DNS hosts for address '{_host}'.", error)));
        }
        catch (OperationCanceledException)
        {
            // The channel was closed: nobody waits for the answer.
        }
        finally
        {
            Volatile.Write(ref _isLookingUp, false);
        }
    }
}
