using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Security;

/// <summary>Checks tokens, of the login and of programs alike. Wrong ones are counted; right ones may come as often as they like.</summary>
/// <param name="token">The one to compare with.</param>
public sealed class TokenGate(BrowserToken token) : IDisposable
{
    /// <summary>Wrong tokens that one address may show within <see cref="Window"/>.</summary>
    public const int MostWrongOfOne = 10;

    /// <summary>Wrong tokens that all addresses together may show within <see cref="Window"/>.</summary>
    public const int MostWrongOfAll = 60;

    /// <summary>After this long nothing is held against anybody.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly PartitionedRateLimiter<IPAddress> _one = Limit(address => address, MostWrongOfOne);
    private readonly PartitionedRateLimiter<IPAddress> _all = Limit(_ => IPAddress.Any, MostWrongOfAll);

    /// <summary>Checks what somebody shows.</summary>
    /// <param name="given">His token.</param>
    /// <param name="context">His request, for the address that it came from.</param>
    public TokenCheck Check(string? given, HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        // One at a time, so that a thousand at once are no thousand free tries.
        lock (_gate)
        {
            if (IsSpent(_one, from) || IsSpent(_all, from))
            {
                context.Response.Headers.RetryAfter = $"{Window.TotalSeconds}";
                return TokenCheck.Blocked;
            }

            if (token.Matches(given))
                return TokenCheck.Right;
            _one.AttemptAcquire(from).Dispose();
            _all.AttemptAcquire(from).Dispose();
            return TokenCheck.Wrong;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _one.Dispose();
        _all.Dispose();
    }

    private static bool IsSpent(PartitionedRateLimiter<IPAddress> limit, IPAddress from) => limit.GetStatistics(from) is { CurrentAvailablePermits: 0 };

    private static PartitionedRateLimiter<IPAddress> Limit(Func<IPAddress, IPAddress> partition, int most) => PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        who => RateLimitPartition.GetFixedWindowLimiter(partition(who), _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Window }));
}
