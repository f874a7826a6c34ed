using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OtelShop.Hosting.Lifetime;

/// <summary>Keeps what resources write, from run to run, in the folder <c>logs</c> of the data folder.</summary>
internal sealed class ResourceLogFiles(
    DistributedApplicationModel model, ResourceLoggerService logs, DataDirectory data, ILogger<ResourceLogFiles> logger) : BackgroundService
{
    public static string PathOf(DataDirectory data, IResource resource) => Path.Combine(data.Folder("logs"), resource.Name + ".log");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        data.PrivateFolder("logs");
        var processes = model.Resources.Where(resource => resource is ProjectResource or ExecutableResource or ContainerResource);
        await Task.WhenAll(processes.Select(resource => KeepAsync(resource, stoppingToken)));
    }

    private async Task KeepAsync(IResource resource, CancellationToken stoppingToken)
    {
        var path = PathOf(data, resource);
        try
        {
            using var file = new RotatingLogFile(path);
            await foreach (var lines in logs.WatchAsync(resource).WithCancellation(stoppingToken))
            {
                foreach (var line in lines)
                    file.WriteLine(line.Content);
                file.Flush();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The AppHost stops.
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            logger.LogFileLost(resource.Name, path, error.Message);
        }
    }
}
