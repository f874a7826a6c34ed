using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OtelShop.Bench.Shop;

/// <summary>The whole shop on free ports with empty data, started from its own AppHost, with the dashboard, and every project healthy.</summary>
internal sealed class RunningShop : IAsyncDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("otelshop-bench-");
    private DistributedApplication? _application;

    public DistributedApplication Application => _application ?? throw new InvalidOperationException("The shop has not been started.");

    public static async Task<RunningShop> StartAsync()
    {
        var shop = new RunningShop();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            [$"--AppHost:DataDirectory={shop._data.FullName}"], (options, _) => options.DisableDashboard = false);
        builder.Services.AddLogging(logging => logging.ClearProviders());
        shop._application = await builder.BuildAsync();
        await shop.Application.StartAsync();
        foreach (var project in shop.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>())
            await shop.Application.ResourceNotifications.WaitForResourceHealthyAsync(project.Name, CancellationToken.None);
        return shop;
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
