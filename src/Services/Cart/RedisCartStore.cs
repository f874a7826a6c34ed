using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Telemetry;
using StackExchange.Redis;

namespace OtelShop.Carts;

/// <summary>
/// One hash per user: field = product id, value = quantity. The field "" has the version, and a field of a control character and an order id
/// marks an order whose items have been removed.
/// </summary>
internal sealed class RedisCartStore(IConnectionMultiplexer redis, IOptions<CartOptions> options, CartTelemetry telemetry, TimeProvider time, ILogger<RedisCartStore> logger)
    : ICartStore
{
    private const int QuantityLimitExceeded = -1;
    private const int LineLimitExceeded = -2;
    private const int NotInCart = -3;
    private const int Created = 1;
    private const string Eval = "EVAL";
    private const string OrderMark = "\u0001";

    // One script makes each change atomic: two browser tabs may change a cart concurrently.
    // Compat: upstream restarts the hour on writes only; reading does not keep a cart.
    private const string Changed = """
        local function changed(expiry)
          local time = redis.call('TIME')
          local now = time[1] * 1000000 + time[2]
          local old = tonumber(redis.call('HGET', KEYS[1], '') or '0')
          redis.call('HSET', KEYS[1], '', string.format('%.0f', math.max(now, old + 1)))
          redis.call('PEXPIRE', KEYS[1], expiry)
          return 0
        end

        """;

    // Arguments: product, quantity, 1 to add it to what the cart holds, most of one product, most products, expiry in milliseconds.
    private static readonly string ChangeScript = Changed + $"""
        local held = redis.call('HGET', KEYS[1], ARGV[1])
        if not held and tonumber(ARGV[2]) < 0 then return {NotInCart} end
        local quantity = tonumber(ARGV[2]) + tonumber(ARGV[3]) * tonumber(held or '0')
        if quantity > tonumber(ARGV[4]) then return {QuantityLimitExceeded} end
        local lines = 1
        if quantity <= 0 then
          redis.call('HDEL', KEYS[1], ARGV[1])
        else
          if not held then
            lines = 0
            for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
              if field ~= '' and string.byte(field) ~= 1 then lines = lines + 1 end
            end
            if lines >= tonumber(ARGV[5]) then return {LineLimitExceeded} end
          end
          redis.call('HSET', KEYS[1], ARGV[1], quantity)
        end
        changed(ARGV[6])
        return lines == 0 and {Created} or 0
        """;

    // Arguments: mark of the order, expiry in milliseconds, then product and quantity of each line.
    private const string RemoveScript = Changed + """
        if redis.call('EXISTS', KEYS[1]) == 0 or redis.call('HSETNX', KEYS[1], ARGV[1], '1') == 0 then return 0 end
        for index = 3, #ARGV, 2 do
          local quantity = tonumber(redis.call('HGET', KEYS[1], ARGV[index]) or '0') - tonumber(ARGV[index + 1])
          if quantity <= 0 then redis.call('HDEL', KEYS[1], ARGV[index]) else redis.call('HSET', KEYS[1], ARGV[index], quantity) end
        end
        changed(ARGV[2])
        return 1
        """;

    // Keeps the marks: an order whose items are to be removed again must not touch what is added later.
    private const string EmptyScript = Changed + """
        if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
        for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
          if field ~= '' and string.byte(field) ~= 1 then redis.call('HDEL', KEYS[1], field) end
        end
        return changed(ARGV[1])
        """;

    private readonly OutageLimit _outages = new(time);

    private long ExpiryMilliseconds => (long)options.Value.Expiry.TotalMilliseconds;

    public Task<AddOutcome> AddAsync(string userId, CartLine line, CancellationToken cancellationToken) => ChangeAsync(userId, line, isAdded: true, cancellationToken);

    public Task<AddOutcome> SetAsync(string userId, CartLine line, CancellationToken cancellationToken) => ChangeAsync(userId, line, isAdded: false, cancellationToken);

    public async Task<StoredCart> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        var entries = await CallAsync("HGETALL", db => db.HashGetAllAsync(Key(userId)), cancellationToken);
        var version = 0L;
        var lines = new List<CartLine>(entries.Length);
        foreach (var (name, value) in entries.Select(entry => (entry.Name.ToString(), entry.Value)))
        {
            if (name.Length == 0)
                version = (long)value;
            else if (!name.StartsWith(OrderMark, StringComparison.Ordinal))
                lines.Add(new CartLine(name, (int)value));
        }

        // A large Redis hash has no defined order.
        lines.Sort((left, right) => string.CompareOrdinal(left.ProductId, right.ProductId));
        return new StoredCart(version, lines);
    }

    public async Task<bool> RemoveOrderedAsync(string userId, string orderId, IReadOnlyList<CartLine> lines, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [OrderMark + orderId, ExpiryMilliseconds, .. lines.SelectMany(line => new RedisValue[] { line.ProductId, line.Quantity })];
        return (int)await CallAsync(Eval, db => db.ScriptEvaluateAsync(RemoveScript, [Key(userId)], arguments), cancellationToken) == 1;
    }

    public Task EmptyAsync(string userId, CancellationToken cancellationToken) =>
        CallAsync(Eval, db => db.ScriptEvaluateAsync(EmptyScript, [Key(userId)], [ExpiryMilliseconds]), cancellationToken);

    private async Task<AddOutcome> ChangeAsync(string userId, CartLine line, bool isAdded, CancellationToken cancellationToken)
    {
        RedisValue[] arguments = [line.ProductId, line.Quantity, isAdded ? 1 : 0, options.Value.MaximumQuantity, options.Value.MaximumLines, ExpiryMilliseconds];
        var result = await CallAsync(Eval, db => db.ScriptEvaluateAsync(ChangeScript, [Key(userId)], arguments), cancellationToken);
        return (int)result switch
        {
            QuantityLimitExceeded => AddOutcome.QuantityLimitExceeded,
            LineLimitExceeded => AddOutcome.LineLimitExceeded,
            NotInCart => AddOutcome.NotInCart,
            Created => AddOutcome.Created,
            _ => AddOutcome.Added,
        };
    }

    private static RedisKey Key(string userId) => string.Create(CultureInfo.InvariantCulture, $"cart:{userId}");

    // The Redis client cannot cancel a command. A caller that leaves ends its wait only: how the command ends is measured, and recorded when Redis does not answer.
    private Task<T> CallAsync<T>(string command, Func<IDatabase, Task<T>> call, CancellationToken cancellationToken) => FinishAsync(command, call).WaitAsync(cancellationToken);

    private async Task<T> FinishAsync<T>(string command, Func<IDatabase, Task<T>> call)
    {
        var started = Stopwatch.GetTimestamp();
        string? failure = null;
        try
        {
            return await call(redis.GetDatabase());
        }
        catch (Exception error)
        {
            failure = error.GetType().FullName;
            if (!IsOutage(error))
                throw;
            if (_outages.IsDue())
                logger.StoreUnavailable(error);
            throw new UnavailableException("The cart store cannot be reached.", error);
        }
        finally
        {
            telemetry.CommandTook(command, Stopwatch.GetElapsedTime(started), failure);
        }
    }

    private static bool IsOutage(Exception error) =>
        error is RedisConnectionException or TimeoutException
        || (error is RedisServerException && error.Message.StartsWith("LOADING", StringComparison.Ordinal));
}
