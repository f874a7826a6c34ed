using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;

namespace Aspire.Hosting.Dashboard;

/// <summary>Lets the web pages of the system send their own telemetry to the dashboard.</summary>
internal sealed class BrowserOrigins(DistributedApplicationModel model, HostedDashboard dashboard) : IDistributedApplicationEventingSubscriber
{
    public Task SubscribeAsync(
        IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        eventing.Subscribe<AfterResourcesCreatedEvent>((_, _) =>
        {
            dashboard.Allow(Origins());
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    private List<string> Origins() =>
    [
        .. model.Resources.OfType<IResourceWithEndpoints>().SelectMany(resource => resource.GetEndpoints())
            .Where(endpoint => endpoint.IsAllocated && (endpoint.IsHttp || endpoint.IsHttps))
            // The same page is reached by either name.
            .SelectMany(endpoint => (string[])[endpoint.Url, $"{endpoint.Scheme}://{KnownHostNames.Localhost}:{endpoint.Port}"])
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}
