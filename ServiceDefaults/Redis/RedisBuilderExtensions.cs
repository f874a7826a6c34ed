using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.ServiceDefaults;
using OtelShop.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds Redis or Valkey, with the names of Aspire's client integrations.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Adds an <see cref="IConnectionMultiplexer"/> that connects in the background and reconnects, with traces and a health check.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="connectionName">Read from <c>ConnectionStrings:{connectionName}</c>: <c>host:port,password=...</c>.</param>
    /// <exception cref="InvalidOperationException">There is no such connection string.</exception>
    public static void AddRedisClient(this IHostApplicationBuilder builder, string connectionName)
    {
        var options = ConfigurationOptions.Parse(builder.Configuration.GetRequiredConnectionString(connectionName));
        options.AbortOnConnectFail = false;
        options.ClientName = builder.Environment.ApplicationName;
        builder.Services.AddSingleton<RedisTracing>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RedisTracing>());
        builder.Services.AddSingleton<IConnectionMultiplexer>(services => Connect(services, options));
        builder.Services.AddHealthChecks().AddCheck<RedisHealthCheck>(connectionName);
    }

    private static ConnectionMultiplexer Connect(IServiceProvider services, ConfigurationOptions options)
    {
        var logger = services.GetRequiredService<ILogger<RedisTracing>>();
        var redis = ConnectionMultiplexer.Connect(options);
        redis.ConnectionFailed += (_, failure) => logger.ConnectionLost($"{failure.EndPoint}", $"{failure.FailureType}");
        redis.ConnectionRestored += (_, restored) => logger.ConnectionRestored($"{restored.EndPoint}");
        services.GetRequiredService<RedisTracing>().Watch(redis);
        return redis;
    }
}
