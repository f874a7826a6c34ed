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

    /// <param name="configure">Sets variables of the services. Without it, the dashboard runs and takes the telemetry.</param>
    public static async Task<RunningShop> StartAsync(Action<IDictionary<string, object>>? configure = null)
    {
        var shop = new RunningShop();
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            configure is null ? [$"--AppHost:DataDirectory={shop._data.FullName}"] : [$"--AppHost:DataDirectory={shop._data.FullName}", "--no-load"],
            (options, _) => options.DisableDashboard = configure is not null);
        if (configure is not null)
            foreach (var service in builder.Resources.OfType<ProjectResource>())
                builder.CreateResourceBuilder(service).WithEnvironment(context => configure(context.EnvironmentVariables));
        builder.Services.AddLogging(logging => logging.ClearProviders());
        shop._application = await builder.BuildAsync();
        await shop.Application.StartAsync();
        var projects = shop.Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>();
        foreach (var project in projects.Where(project => !project.HasAnnotationOfType<ExplicitStartupAnnotation>()))
            await shop.Application.ResourceNotifications.WaitForResourceHealthyAsync(project.Name, CancellationToken.None);
        return shop;
    }

    /// <summary>Names of the .NET services, in the order of the app model.</summary>
    public IEnumerable<string> Services => Application.Services.GetRequiredService<DistributedApplicationModel>().Resources.OfType<ProjectResource>().Select(service => service.Name);

    /// <summary>Process id of a resource. Null while it has no process.</summary>
    public int? ProcessOf(string resource) =>
        Application.ResourceNotifications.TryGetCurrentState(resource, out var known)
            ? known.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value as int?
            : null;

    /// <summary>Memory in MB of each service and backing service by its name, with the processes that it started.</summary>
    /// <param name="field">As of <see cref="ProcessMemory.OfTrees"/>.</param>
    public IReadOnlyDictionary<string, double> Megabytes(string field)
    {
        var roots = Application.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .Where(resource => resource is ProjectResource or ExecutableResource)
            .Select(resource => (resource.Name, Id: ProcessOf(resource.Name)));
        return ProcessMemory.OfTrees(roots.Where(root => root.Id is not null).ToDictionary(root => root.Id!.Value, root => root.Name), field);
    }

    public async ValueTask DisposeAsync()
    {
        if (_application is not null)
            await _application.DisposeAsync();
        _data.Delete(recursive: true);
    }
}
