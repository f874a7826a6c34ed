using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OtelShop.Hosting.Services;

/// <summary>Adapts the variables of published services to the tools that read the manifest and to containers.</summary>
internal static class PublishedVariables
{
    // Callbacks run in the order in which they were added: this one comes after those of every reference.
    public static void Adapt(IDistributedApplicationBuilder builder) => builder.OnBeforeStart((start, _) =>
    {
        foreach (var service in start.Model.Resources.OfType<ProjectResource>())
            service.Annotations.Add(new EnvironmentCallbackAnnotation(context => Adapt(context.EnvironmentVariables)));
        return Task.CompletedTask;
    });

    private static void Adapt(Dictionary<string, object> variables)
    {
        // Kestrel takes its ports from the service's settings and would warn about these.
        variables.Remove("HTTP_PORTS");
        foreach (var (name, value) in variables.ToList())
        {
            if (value is EndpointReference endpoint)
                variables[name] = Address(endpoint);
        }
    }

    // Aspirate gives a URL its scheme only when the endpoint is named http.
    private static ReferenceExpression Address(EndpointReference endpoint) =>
        ReferenceExpression.Create($"{endpoint.Property(EndpointProperty.Scheme)}://{endpoint.Property(EndpointProperty.HostAndPort)}");
}
