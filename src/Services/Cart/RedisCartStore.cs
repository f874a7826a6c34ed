using System.Globalization;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;
using StackExchange.Redis;

namespace OtelShop.Carts;

/// <summary>One hash per user: field = product id, value = quantity.</summary>
internal sealed class RedisCartStore(IConnectionMultiplexer redis, IOptions<CartOptions> options, ILogger<RedisCartStore> logger) : ICartStore
{
    private const int QuantityLimitExceeded = -1;
    private const int LineLimitExceeded = -2;

    // One script makes the change atomic: two browser tabs may change a cart concurrently.
    // Compat: upstream restarts the hour on writes only; reading does not keep a cart.
    private static readonly string AddScript = $"""
        local held = redis.call('HGET', KEYS[1], ARGV[1])
        local quantity = tonumber(held or '0') + tonumber(ARGV[2])
        if quantity > tonumber(ARGV[3]) then return {QuantityLimitExceeded} end
        if quantity <= 0 then
          redis.call('HDEL', KEYS[1], ARGV[1])
        else
          if not held and redis.call('HLEN', KEYS[1]) >= tonumber(ARGV[4]) then return {LineLimitExceeded} end
          redis.call('HINCRBY', KEYS[1], ARGV[1], ARGV[2])
        end
        redis.call('PEXPIRE', KEYS[1], ARGV[5])
        return 0
        """;

    public async Task<AddOutcome> AddAsync(string userId, CartLine line, CancellationToken cancellationToken)
    {
        var limits = options.Value;
        RedisValue[] arguments =
            [line.ProductId, line.Quantity, limits.MaximumQuantity, limits.MaximumLines, (long)limits.Expiry.TotalMilliseconds];

        var result = await CallAsync(db => db.ScriptEvaluateAsync(AddScript, [Key(userId)], arguments), cancellationToken);
        return (int)result switch
        {
            QuantityLimitExceeded => AddOutcome.QuantityLimitExceeded,
            LineLimitExceeded => AddOutcome.LineLimitExceeded,
            _ => AddOutcome.Added,
        };
    }

    public async Task<IReadOnlyList<CartLine>> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        var entries = await CallAsync(db => db.HashGetAllAsync(Key(userId)), cancellationToken);
        var lines = Array.ConvertAll(entries, entry => new CartLine(entry.Name.ToString(), (int)entry.Value));

        // A large Redis hash has no defined order.
        Array.Sort(lines, (left, right) => string.CompareOrdinal(left.ProductId, right.ProductId));
        return lines;
    }

    public Task EmptyAsync(string userId, CancellationToken cancellationToken) =>
        CallAsync(db => db.KeyDeleteAsync(Key(userId)), cancellationToken);

    private static RedisKey Key(string userId) => string.Create(CultureInfo.InvariantCulture, $"cart:{userId}");

    private async Task<T> CallAsync<T>(Func<IDatabase, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            // The Redis client cannot cancel a command: cancellation only ends the wait.
            return await call(redis.GetDatabase()).WaitAsync(cancellationToken);
        }
        catch (Exception error) when (IsOutage(error))
        {
            logger.StoreUnavailable(error);
            throw new UnavailableException("The cart store cannot be reached.", error);
        }
    }

    private static bool IsOutage(Exception error) =>
        error is RedisConnectionException or TimeoutException
        || (error is RedisServerException && error.Message.StartsWith("LOADING", StringComparison.Ordinal));
}
