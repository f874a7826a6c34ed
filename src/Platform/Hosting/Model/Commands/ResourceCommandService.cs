namespace Aspire.Hosting.ApplicationModel;

/// <summary>Calls commands of resources.</summary>
public sealed class ResourceCommandService
{
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;
    private readonly DistributedApplicationModel _model;
    private readonly IServiceProvider _services;

    internal ResourceCommandService(
        ResourceNotificationService notifications, ResourceLoggerService loggers, DistributedApplicationModel model, IServiceProvider services)
    {
        _notifications = notifications;
        _loggers = loggers;
        _model = model;
        _services = services;
    }

    /// <summary>Calls a command of one copy of a resource. A command that throws has failed.</summary>
    /// <param name="resourceId">The copy, or the name of a resource of which there is one.</param>
    /// <param name="commandName">Name of the command.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(string resourceId, string commandName, CancellationToken cancellationToken = default)
    {
        var resource = _notifications.TryGetCurrentState(resourceId, out var known)
            ? known.Resource
            : _model.Resources.FirstOrDefault(r => string.Equals(r.Name, resourceId, StringComparison.OrdinalIgnoreCase));
        return resource is null
            ? Task.FromResult(CommandResults.Failure($"There is no resource '{resourceId}'."))
            : ExecuteAsync(resource, resourceId, commandName, cancellationToken);
    }

    /// <summary>Calls a command of a resource. A command that throws has failed.</summary>
    public Task<ExecuteCommandResult> ExecuteCommandAsync(IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(resource);
        return ExecuteAsync(resource, resource.Name, commandName, cancellationToken);
    }

    private async Task<ExecuteCommandResult> ExecuteAsync(
        IResource resource, string resourceId, string commandName, CancellationToken cancellationToken)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>()
            .LastOrDefault(c => string.Equals(c.Name, commandName, StringComparison.OrdinalIgnoreCase));
        if (command is null)
            return CommandResults.Failure($"'{resource.Name}' has no command '{commandName}'.");
        try
        {
            return await command.ExecuteCommand(new ExecuteCommandContext
            {
                ServiceProvider = _services,
                ResourceName = resourceId,
                CancellationToken = cancellationToken,
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception e)
        {
            _loggers.GetLogger(resource).CommandFailed(e, commandName);
            return CommandResults.Failure(e);
        }
    }
}
