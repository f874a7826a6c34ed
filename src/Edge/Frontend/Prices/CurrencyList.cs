using Oteldemo;
using ZiggyCreatures.Caching.Fusion;

namespace OtelShop.Frontends.Prices;

/// <summary>The currencies that pages offer, read at most once a minute. The last list is offered while the currency service is away.</summary>
internal sealed class CurrencyList(IFusionCache cache, CurrencyService.CurrencyServiceClient currencies)
{
    private static readonly FusionCacheEntryOptions Entry = new(TimeSpan.FromMinutes(1))
    {
        IsFailSafeEnabled = true,
        FailSafeMaxDuration = TimeSpan.FromDays(1),
        FailSafeThrottleDuration = TimeSpan.FromSeconds(5),
        FactorySoftTimeout = TimeSpan.FromMilliseconds(1),
    };

    /// <returns>ISO 4217 codes in alphabetical order.</returns>
    /// <exception cref="Grpc.Core.RpcException">The list was never read, and the service is away.</exception>
    public async Task<IReadOnlyList<string>> GetAsync(CancellationToken cancellationToken) => await cache.GetOrSetAsync<IReadOnlyList<string>>(
        "currencies", async (_, limit) => Sorted(await currencies.GetSupportedCurrenciesAsync(new Empty(), cancellationToken: limit)), Entry, token: cancellationToken);

    private static IReadOnlyList<string> Sorted(GetSupportedCurrenciesResponse reply) => [.. reply.CurrencyCodes.Order(StringComparer.Ordinal)];
}
