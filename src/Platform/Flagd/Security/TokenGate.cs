using System.Net;
using System.Threading.RateLimiting;

namespace OtelShop.Flagd.Security;

/// <summary>Checks tokens, of the login and of programs alike. Wrong ones are counted; right ones may come as often as they like.</summary>
internal sealed class TokenGate(BrowserToken token) : IDisposable
{
    public const int MostWrongOfOne = 10;
    public const int MostWrongOfAll = 60;
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly PartitionedRateLimiter<IPAddress> _one = Limit<IPAddress>(address => address, MostWrongOfOne);
    private readonly PartitionedRateLimiter<IPAddress> _all = Limit<IPAddress>(_ => IPAddress.Any, MostWrongOfAll);

    public TokenCheck Check(string? given, HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        // One at a time, so that a thousand at once are no thousand free tries.
        lock (_gate)
        {
            if (IsSpent(_one, from) || IsSpent(_all, from))
                return TokenCheck.Blocked;
            if (token.Matches(given))
                return TokenCheck.Right;
            _one.AttemptAcquire(from).Dispose();
            _all.AttemptAcquire(from).Dispose();
            return TokenCheck.Wrong;
        }
    }

    public void Dispose()
    {
        _one.Dispose();
        _all.Dispose();
    }

    private static bool IsSpent(PartitionedRateLimiter<IPAddress> limit, IPAddress from) => limit.GetStatistics(from) is { CurrentAvailablePermits: 0 };

    private static PartitionedRateLimiter<T> Limit<T>(Func<T, IPAddress> partition, int most) => PartitionedRateLimiter.Create<T, IPAddress>(
        who => RateLimitPartition.GetFixedWindowLimiter(partition(who), _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window }));
}
