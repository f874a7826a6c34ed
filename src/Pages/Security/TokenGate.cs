using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace OtelShop.Pages.Security;

/// <summary>Checks tokens of logins and programs and limits failed attempts.</summary>
/// <param name="token">Expected token.</param>
public sealed class TokenGate(BrowserToken token) : IDisposable
{
    /// <summary>Failed attempts per address within <see cref="Window"/>.</summary>
    public const int MostWrongOfOne = 10;

    /// <summary>Failed attempts of all addresses within <see cref="Window"/>.</summary>
    public const int MostWrongOfAll = 60;

    /// <summary>Time after which failed attempts are forgotten.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly PartitionedRateLimiter<IPAddress> _one = Limit(address => address, MostWrongOfOne);
    private readonly PartitionedRateLimiter<IPAddress> _all = Limit(_ => IPAddress.Any, MostWrongOfAll);

    /// <summary>Checks a token.</summary>
    /// <param name="given">Untrusted token.</param>
    /// <param name="context">Request, for the client's address.</param>
    public TokenCheck Check(string? given, HttpContext context)
    {
        var from = context.Connection.RemoteIpAddress ?? IPAddress.None;
        // Serialize the checks, so that concurrent attempts are all counted.
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
