using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OtelShop.ServiceDefaults.Redis;
using StackExchange.Redis;

namespace OtelShop.ServiceDefaults.Identity;

internal static class WorkloadIdentityExtensions
{
    /// <summary>Adds the pod's identity where the webhook has configured one. Connection strings without a password use it.</summary>
    public static void AddWorkloadIdentity(this IHostApplicationBuilder builder)
    {
        if (WorkloadIdentity.IsConfigured(builder.Configuration))
            builder.AddConfigured();
    }

    // Apart, so that a service without an identity loads no assembly of Azure.
    private static void AddConfigured(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(_ => WorkloadIdentity.Of(builder.Configuration));
        builder.Services.AddOptions<ConfigurationOptions>()
            .PostConfigure<WorkloadIdentity, TimeProvider, ILoggerFactory, IHostApplicationLifetime>((redis, identity, clock, loggers, lifetime) =>
            {
                if (string.IsNullOrEmpty(redis.Password))
                    redis.ConfigureForAzureWithTokenCredential(identity, clock, loggers, lifetime.ApplicationStopping);
            });
    }
}
