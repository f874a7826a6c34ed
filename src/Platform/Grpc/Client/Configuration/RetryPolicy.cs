using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>How failed calls are repeated. All but <see cref="MaxBackoff"/> must be set.</summary>
public sealed class RetryPolicy
{
    /// <summary>How often a call is sent at most, the first time included; at least 2.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>The wait before the second attempt, give or take a fifth.</summary>
    public TimeSpan? InitialBackoff { get; set; }

    /// <summary>The longest wait; null for no bound.</summary>
    public TimeSpan? MaxBackoff { get; set; }

    /// <summary>How much longer each wait is than the one before.</summary>
    public double? BackoffMultiplier { get; set; }

    /// <summary>The codes after which a call is repeated.</summary>
    public IList<StatusCode> RetryableStatusCodes { get; } = [];
}
