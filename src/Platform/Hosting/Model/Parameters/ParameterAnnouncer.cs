using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Tells the state of every parameter when the application starts: a missing value is seen before somebody waits for it in vain.</summary>
internal sealed class ParameterAnnouncer(ResourceNotificationService notifications, ResourceLoggerService loggers) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<BeforeStartEvent>((e, _) => Task.WhenAll(e.Model.Resources.OfType<ParameterResource>().Select(AnnounceAsync)));
        return Task.CompletedTask;
    }

    private Task AnnounceAsync(ParameterResource parameter)
    {
        try
        {
            var value = new ResourcePropertySnapshot("Value", parameter.Value) { IsSensitive = parameter.Secret };
            return notifications.PublishUpdateAsync(parameter, s => s with { State = KnownResourceStates.Running, Properties = s.Properties.Add(value) });
        }
        catch (MissingParameterValueException e)
        {
            loggers.Of(parameter.Name).Add(e.Message, isError: true);
            return notifications.PublishUpdateAsync(
                parameter, s => s with { State = new ResourceStateSnapshot("Value missing", KnownResourceStateStyles.Warn) });
        }
    }
}
