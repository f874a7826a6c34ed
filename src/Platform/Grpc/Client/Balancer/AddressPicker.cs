using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.Logging;

namespace Grpc.Net.Client.Balancer;

/// <summary>Chooses an address for each attempt of a call. Starts to resolve when the first call asks.</summary>
internal sealed class AddressPicker : IDisposable
{
    private readonly TaskCompletionSource _firstResult = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private readonly GrpcChannelOptions _options;
    private readonly Resolver _resolver;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly string _scheme;
    private readonly string _target;
    private readonly bool _isRoundRobin;
    private BackendAddress[] _addresses = [];
    private Status _failure = new(StatusCode.Unavailable, "No addresses are known.");
    private bool _isStarted;
    private uint _next;

    public AddressPicker(Uri target, Resolver resolver, bool isSecure, GrpcChannelOptions options, ChannelSurroundings surroundings)
    {
        _target = target.ToString();
        _resolver = resolver;
        _options = options;
        _scheme = isSecure ? Uri.UriSchemeHttps : Uri.UriSchemeHttp;
        _logger = surroundings.Logger;
        _clock = surroundings.Clock;
        _isRoundRobin = options.ServiceConfig?.LoadBalancingConfigs.FirstOrDefault()?.PolicyName == LoadBalancingConfig.RoundRobinPolicyName;
    }

    public ConnectivityState State
    {
        get
        {
            var addresses = Volatile.Read(ref _addresses);
            if (!_isStarted) { return ConnectivityState.Idle; }
            if (addresses.Length == 0) { return _firstResult.Task.IsCompleted ? ConnectivityState.TransientFailure : ConnectivityState.Connecting; }
            return Array.Exists(addresses, address => !address.HasFailed) ? ConnectivityState.Ready : ConnectivityState.TransientFailure;
        }
    }

    /// <summary>An address that may be tried; null, with the reason, when there is none now.</summary>
    public async ValueTask<(BackendAddress? Address, Status Failure)> PickAsync(CancellationToken cancellationToken)
    {
        Start();
        if (!_firstResult.Task.IsCompleted) { await _firstResult.Task.WaitAsync(cancellationToken).ConfigureAwait(false); }

        var addresses = Volatile.Read(ref _addresses);
        // pick_first stays with the address that was reached last, round_robin goes on by one each time.
        var start = _isRoundRobin ? Interlocked.Increment(ref _next) - 1 : Volatile.Read(ref _next);
        for (uint i = 0; i < addresses.Length; i++)
        {
            var candidate = addresses[(start + i) % (uint)addresses.Length];
            if (candidate.IsEligible) { return (candidate, default); }
        }

        return (null, addresses.Length == 0 ? _failure : addresses[start % (uint)addresses.Length].LastFailure);
    }

    /// <summary>How long until an address is tried again.</summary>
    public TimeSpan UntilNextTry()
    {
        var addresses = Volatile.Read(ref _addresses);
        return addresses.Length == 0 ? _options.InitialReconnectBackoff : addresses.Min(address => address.RemainingBackOff);
    }

    public void Reached(BackendAddress address)
    {
        address.Reached();
        if (_isRoundRobin) { return; }
        var index = Array.IndexOf(Volatile.Read(ref _addresses), address);
        if (index >= 0) { Volatile.Write(ref _next, (uint)index); }
    }

    public void Failed(BackendAddress address, Status failure)
    {
        if (address.TryLeaveOut(failure, _options.InitialReconnectBackoff, _options.MaxReconnectBackoff, out var backOff))
        {
            _logger.AddressLeftOut(failure.DebugException, address.Address.ToString(), backOff);
        }

        _resolver.Refresh();
    }

    public void Dispose() => _resolver.Dispose();

    private void Start()
    {
        if (Volatile.Read(ref _isStarted)) { return; }
        lock (_gate)
        {
            if (_isStarted) { return; }
            Volatile.Write(ref _isStarted, true);
        }

        _resolver.Start(OnResult);
    }

    private void OnResult(ResolverResult result)
    {
        lock (_gate)
        {
            if (result.Addresses is { } found)
            {
                // What was learnt about an address outlives the look-up that names it again.
                var known = _addresses.ToDictionary(address => address.Address);
                Volatile.Write(
                    ref _addresses,
                    [.. found.Distinct().Select(address => known.GetValueOrDefault(address) ?? new BackendAddress(address, _scheme, _clock))]);
            }
            else
            {
                _failure = result.Status;
                _logger.NotResolved(result.Status.DebugException, _target, result.Status.Detail);
            }
        }

        _firstResult.TrySetResult();
    }
}
