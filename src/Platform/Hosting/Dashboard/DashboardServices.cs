using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Dashboard;

/// <summary>Adds the dashboard to the host's services. Whoever runs resources is added afterwards, so that the dashboard starts first and stops last.</summary>
internal static class DashboardServices
{
    public static void AddDashboard(this IServiceCollection services)
    {
        services.AddSingleton<DashboardSettings>();
        services.AddSingleton<DashboardPorts>();
        services.AddSingleton<Secrets>();
        services.AddSingleton<HostedResources>();
        services.AddSingleton<HostedDashboard>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<HostedDashboard>());
        services.AddEventingSubscriber<BrowserOrigins>();
    }
}
