using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace OtelShop.Frontends.Visitors;

internal static class VisitorBuilderExtensions
{
    private const string Valkey = "valkey-cart";
    private const string Keys = "frontend:data-protection-keys";

    public static void AddVisitors(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddSingleton<FrontendTelemetry>();
        builder.Services.AddScoped<Visitor>();
        builder.Services.AddDataProtection().SetApplicationName("otelshop-frontend");
        if (builder.Configuration.GetConnectionString(Valkey) is { Length: > 0 })
            builder.ShareKeys();
        else
            builder.Services.AddOptions<KeyManagementOptions>().Configure<IOptions<FrontendOptions>, ILoggerFactory>((keys, options, loggers) =>
                keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(options.Value.KeysFolder), loggers));
    }

    // Every replica reads the forms and proofs of orders that another has protected. The keys are read once a day: pages do not depend on the cache.
    private static void ShareKeys(this WebApplicationBuilder builder)
    {
        builder.AddRedisClient(Valkey, redis => (redis.DisableHealthChecks, redis.DisableTracing) = (true, true));
        builder.Services.AddOptions<KeyManagementOptions>().Configure<IConnectionMultiplexer>((keys, redis) =>
            keys.XmlRepository = new RedisXmlRepository(() => redis.GetDatabase(), Keys));
    }
}
