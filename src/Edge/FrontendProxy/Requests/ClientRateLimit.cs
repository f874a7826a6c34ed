using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using OtelShop.FrontendProxies.Responses;

namespace OtelShop.FrontendProxies.Requests;

/// <summary>Limits the requests of each client address by a token bucket.</summary>
internal static class ClientRateLimit
{
    public const string Policy = "client";

    private const int Ipv6PrefixBytes = 8;
    public static void AddClientRateLimit(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ProxyOptions>>((limiter, options) =>
        {
            var bucket = Bucket(options.Value);
            limiter.AddPolicy(Policy, context => bucket is null
                ? RateLimitPartition.GetNoLimiter(IPAddress.None)
                : RateLimitPartition.GetTokenBucketLimiter(ClientOf(context.Connection.RemoteIpAddress), _ => bucket));
            limiter.OnRejected = (rejected, _) => new ValueTask(RejectAsync(rejected));
        });
    }

    /// <summary>The address that is counted: one user of IPv6 usually has a whole /64 network.</summary>
    internal static IPAddress ClientOf(IPAddress? address) => address switch
    {
        null => IPAddress.None,
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => NetworkOf(address),
        _ => address,
    };

    private static IPAddress NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Ipv6PrefixBytes).Clear();
        return new IPAddress(bytes);
    }

    private static TokenBucketRateLimiterOptions? Bucket(ProxyOptions options) => options.RequestsPerSecond == 0
        ? null
        : new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.Burst,
            // Refilled about ten times a second, or as seldom as whole tokens allow.
            TokensPerPeriod = TokensPerPeriod(options),
            ReplenishmentPeriod = TimeSpan.FromSeconds(1) * TokensPerPeriod(options) / options.RequestsPerSecond,
        };

    private static int TokensPerPeriod(ProxyOptions options) => Math.Max(1, options.RequestsPerSecond / 10);

    private static Task RejectAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var time) ? Math.Max(1, Math.Ceiling(time.TotalSeconds)) : 1;
        rejected.HttpContext.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return ErrorResponse.WriteAsync(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "Too many requests came from this address: wait a moment and try again.");
    }
}
