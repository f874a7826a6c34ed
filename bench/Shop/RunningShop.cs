using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OtelShop.Bench.Shop;

/// <summary>The whole shop in this process, from its own AppHost, with every project healthy.</summary>
internal static class RunningShop
{
    public static async Task<DistributedApplication> StartAsync(bool dashboard)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>([], (options, _) => options.DisableDashboard = !dashboard);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        var shop = await builder.BuildAsync();
        await shop.StartAsync();
        foreach (var project in shop.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>())
            await shop.ResourceNotifications.WaitForResourceHealthyAsync(project.Name, CancellationToken.None);
        return shop;
    }
}
