using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace OtelShop.Dashboard.Listeners;

internal static class ListenerBuilderExtensions
{
    /// <summary>Opens the three listeners at the configured addresses.</summary>
    public static void AddListeners(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<DashboardAddresses>();
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelListeners>();
        builder.Services.AddSingleton<IValidateOptions<DashboardOptions>, ListenerValidation>();
        builder.Services.AddHostedService<ListeningAnnouncement>();
        // They would name each address a second time, without what it is for, and warn that ASPNETCORE_URLS is not theirs to read.
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error);
    }
}
