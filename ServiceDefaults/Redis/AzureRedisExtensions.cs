using Microsoft.Extensions.Logging;
using OtelShop.ServiceDefaults.Identity;
using StackExchange.Redis;

namespace OtelShop.ServiceDefaults.Redis;

internal static class AzureRedisExtensions
{
    /// <summary>Signs in with tokens instead of a password, also on connections that outlive a token.</summary>
    /// <param name="options">A user in them takes the place of the token's object id.</param>
    /// <param name="identity">Gets the tokens.</param>
    /// <param name="clock">Times the renewal.</param>
    /// <param name="loggers">For failures of the renewal.</param>
    /// <param name="stopping">Ends the renewal.</param>
    public static void ConfigureForAzureWithTokenCredential(
        this ConfigurationOptions options, WorkloadIdentity identity, TimeProvider clock, ILoggerFactory loggers, CancellationToken stopping) =>
        options.Defaults = new RedisTokenProvider(identity, options.User, clock, loggers.CreateLogger<RedisTokenProvider>(), stopping);
}
