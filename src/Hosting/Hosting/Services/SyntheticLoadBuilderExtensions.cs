using Aspire.Hosting.ApplicationModel;
using OtelShop.Hosting;
using OtelShop.Hosting.Processes;

namespace Aspire.Hosting;

/// <summary>Resources that visit the shop as its users do.</summary>
public static class SyntheticLoadBuilderExtensions
{
    /// <summary>
    /// Tells a service the path of chromium. The service waits for a start from the dashboard when this machine has no chromium, or with <c>--no-load</c>.
    /// </summary>
    /// <param name="service">The service.</param>
    /// <param name="variable">Variable with the path.</param>
    public static IResourceBuilder<ProjectResource> WithChromium(this IResourceBuilder<ProjectResource> service, string variable)
    {
        ArgumentNullException.ThrowIfNull(service);
        if (service.ApplicationBuilder.ExecutionContext.IsPublishMode)
            return service;
        // The headless shell lacks what only a window needs, and takes a quarter of the processor time.
        var chromium = ProgramFinder.Default.Find("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome");
        if (chromium is not null)
            service.WithEnvironment(variable, chromium);
        return chromium is not null && service.ApplicationBuilder.Configuration.WantsLoad() ? service : service.WithExplicitStart();
    }

    /// <summary>Starts the resource when every service that starts with the shop is healthy, so that its first visits find no service missing.</summary>
    /// <param name="builder">The resource.</param>
    public static IResourceBuilder<T> WaitForServices<T>(this IResourceBuilder<T> builder) where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.ApplicationBuilder.OnBeforeStart((start, _) =>
        {
            var services = start.Model.Resources.OfType<ProjectResource>()
                .Where(service => !ReferenceEquals(service, builder.Resource) && !service.HasAnnotationOfType<ExplicitStartupAnnotation>() && !WaitsForServices(service))
                .ToList();
            foreach (var service in services)
                builder.WaitFor(builder.ApplicationBuilder.CreateResourceBuilder(service));
            return Task.CompletedTask;
        });
        return builder.WithAnnotation(new WaitForServicesAnnotation());
    }

    private static bool WaitsForServices(IResource resource) => resource.HasAnnotationOfType<WaitForServicesAnnotation>();

    private sealed class WaitForServicesAnnotation : IResourceAnnotation;
}
