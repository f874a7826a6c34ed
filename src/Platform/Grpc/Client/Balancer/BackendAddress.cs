using System.Collections.Concurrent;
using Grpc.Core;

namespace Grpc.Net.Client.Balancer;

/// <summary>One address with what was seen of it.</summary>
internal sealed class BackendAddress(BalancerAddress address, string scheme, TimeProvider clock)
{
    private readonly ConcurrentDictionary<IMethod, Uri> _uris = new();
    private long _failedAt;
    private long _backOffTicks;

    public BalancerAddress Address { get; } = address;

    public Status LastFailure { get; private set; }

    /// <summary>Whether calls may be sent here: it was not seen failing, or long enough ago.</summary>
    public bool IsEligible => RemainingBackOff <= TimeSpan.Zero;

    public bool HasFailed => Volatile.Read(ref _backOffTicks) > 0;

    public TimeSpan RemainingBackOff
    {
        get
        {
            var backOff = Volatile.Read(ref _backOffTicks);
            return backOff == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(backOff) - clock.GetElapsedTime(Volatile.Read(ref _failedAt));
        }
    }

    public Uri UriOf(IMethod method) => _uris.GetOrAdd(method, static (one, self) => new Uri($"{self.scheme}://{self.Address}{one.FullName}"), (scheme, Address));

    public void Reached() => Volatile.Write(ref _backOffTicks, 0);

    /// <summary>Leaves the address out for a while, longer each time. False when another call did so a moment ago.</summary>
    public bool TryLeaveOut(Status failure, TimeSpan initial, TimeSpan? longest, out TimeSpan backOff)
    {
        backOff = TimeSpan.FromTicks(Volatile.Read(ref _backOffTicks));
        if (!IsEligible) { return false; }

        LastFailure = failure;
        backOff = backOff == TimeSpan.Zero ? initial : backOff * 1.6;
        if (longest is { } most && backOff > most) { backOff = most; }
        Volatile.Write(ref _failedAt, clock.GetTimestamp());
        Volatile.Write(ref _backOffTicks, backOff.Ticks);
        return true;
    }
}
