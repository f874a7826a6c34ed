using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

/// <summary>Repeats the logs of the resources in the log of the host: there a failed test finds them.</summary>
internal sealed class ResourceLogForwarder(
    DistributedApplicationModel model, ResourceLoggerService logs, ILoggerFactory loggers, IHostEnvironment environment) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(model.Resources.Where(r => r is not IResourceWithoutLifetime).Select(r => ForwardAsync(r, stoppingToken)));

    private async Task ForwardAsync(IResource resource, CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger($"{environment.ApplicationName}.Resources.{resource.Name}");
        try
        {
            await foreach (var lines in logs.WatchAsync(resource).WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                foreach (var line in lines)
                {
                    if (line.IsErrorMessage)
                        logger.ErrorLine(line.LineNumber, line.Content);
                    else
                        logger.OutputLine(line.LineNumber, line.Content);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }
}
