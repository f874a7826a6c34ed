using System.Buffers.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OtelShop.ServiceDefaults.Identity;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace OtelShop.ServiceDefaults.Redis;

/// <summary>User and password of each new connection are those of the current token; live connections get the next token by <c>AUTH</c>.</summary>
internal sealed class RedisTokenProvider(WorkloadIdentity identity, string? user, TimeProvider clock, ILogger<RedisTokenProvider> logger, CancellationToken stopping)
    : AzureOptionsProvider
{
    public const string Scope = "https://redis.azure.com/.default";

    /// <summary>Time between two looks at the token. The credential renews it five minutes before its end.</summary>
    public static readonly TimeSpan RenewalInterval = TimeSpan.FromMinutes(1);

    private int _isAway;

    /// <inheritdoc/>
    public override string? User => user ?? (Password is { } token ? ObjectId(token) : null);

    /// <inheritdoc/>
    public override string? Password
    {
        get
        {
            try
            {
                var token = identity.GetToken(Scope).Token;
                _isAway = 0;
                return token;
            }
            catch (TokenUnavailableException error)
            {
                // The server refuses the connection, and the client tries again.
                if (Interlocked.Exchange(ref _isAway, 1) == 0)
                    logger.TokenUnavailable(error.Message);
                return null;
            }
        }
    }

    /// <inheritdoc/>
    public override Task AfterConnectAsync(ConnectionMultiplexer multiplexer, Action<string> log)
    {
        _ = RenewAsync(multiplexer);
        return base.AfterConnectAsync(multiplexer, log);
    }

    private async Task RenewAsync(ConnectionMultiplexer redis)
    {
        var used = "";
        using var timer = new PeriodicTimer(RenewalInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping))
                used = await RenewAsync(redis, used);
        }
        catch (Exception error) when (error is OperationCanceledException or ObjectDisposedException)
        {
            logger.RenewalEnded();
        }
    }

    /// <returns>The token that every connection has.</returns>
    private async Task<string> RenewAsync(ConnectionMultiplexer redis, string used)
    {
        try
        {
            var token = (await identity.GetTokenAsync(Scope, stopping)).Token;
            if (token == used)
                return used;
            // A server that is away gets the token when it is connected again.
            foreach (var server in redis.GetServers().Where(server => server.IsConnected))
                await server.ExecuteAsync("AUTH", user ?? ObjectId(token), token);
            return token;
        }
        catch (Exception error) when (error is TokenUnavailableException or RedisException or TimeoutException)
        {
            logger.RenewalFailed(error.Message);
            return used;
        }
    }

    // Redis knows an identity by its object id, which is a claim of its tokens.
    private static string ObjectId(string token)
    {
        var parts = token.Split('.');
        if (parts.Length == 3)
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
            if (claims.RootElement.TryGetProperty("oid", out var id))
                return id.GetString()!;
        }

        throw new InvalidOperationException($"The token for {Scope} has no object id: add user=OBJECT_ID to the connection string of Redis.");
    }
}

internal static partial class RedisLog
{
    [LoggerMessage(1, LogLevel.Warning, "Redis cannot be reached: {error.message}", EventName = "redis.token.acquisition_failed")]
    public static partial void TokenUnavailable(this ILogger logger, [TagName("error.message")] string reason);

    [LoggerMessage(2, LogLevel.Warning,
        "Connections to Redis keep their token for now, trying again within a minute: {error.message}",
        EventName = "redis.token.renewal_failed")]
    public static partial void RenewalFailed(this ILogger logger, [TagName("error.message")] string reason);

    [LoggerMessage(3, LogLevel.Debug, "Connections to Redis get no new tokens any more", EventName = "redis.token.renewal_ended")]
    public static partial void RenewalEnded(this ILogger logger);
}
