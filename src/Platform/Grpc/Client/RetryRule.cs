using System.Collections.Frozen;
using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client;

/// <summary>A retry policy that was found valid.</summary>
internal sealed class RetryRule
{
    private readonly FrozenSet<StatusCode> _codes;
    private readonly TimeSpan _initial;
    private readonly TimeSpan _longest;
    private readonly double _multiplier;

    public RetryRule(RetryPolicy policy, int? mostAttempts)
    {
        if (policy.MaxAttempts is not >= 2) { throw new InvalidOperationException("A retry policy has MaxAttempts of at least 2."); }
        if (policy.InitialBackoff is not { Ticks: > 0 }) { throw new InvalidOperationException("A retry policy has an InitialBackoff above zero."); }
        if (policy.BackoffMultiplier is not > 0) { throw new InvalidOperationException("A retry policy has a BackoffMultiplier above zero."); }
        if (policy.RetryableStatusCodes.Count == 0) { throw new InvalidOperationException("A retry policy has RetryableStatusCodes."); }
        MaxAttempts = Math.Min(policy.MaxAttempts.Value, mostAttempts ?? int.MaxValue);
        _codes = policy.RetryableStatusCodes.ToFrozenSet();
        _initial = policy.InitialBackoff.Value;
        _longest = policy.MaxBackoff ?? TimeSpan.MaxValue;
        _multiplier = policy.BackoffMultiplier.Value;
    }

    public int MaxAttempts { get; }

    public bool Covers(StatusCode code) => _codes.Contains(code);

    /// <summary>The wait after an attempt (the first is 1). The jitter of a fifth keeps clients from coming back all at once.</summary>
    /// <param name="attempt">The attempt that failed.</param>
    /// <param name="chance">From 0 to 1.</param>
    public TimeSpan BackOffAfter(int attempt, double chance)
    {
        var plain = Math.Min(_initial.TotalMilliseconds * Math.Pow(_multiplier, attempt - 1), _longest.TotalMilliseconds);
        return TimeSpan.FromMilliseconds(plain * (0.8 + (0.4 * chance)));
    }
}
