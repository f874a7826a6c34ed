using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Hosting;
using OtelShop.Hosting.Lifetime;
using OtelShop.Hosting.Locust;
using OtelShop.Hosting.Processes;

namespace Aspire.Hosting;

/// <summary>Load tests with Locust.</summary>
public static class LocustBuilderExtensions
{
    /// <summary>
    /// Adds a load test that starts with its web UI. The setting <c>Load:Enabled=false</c>, which <c>--no-load</c> sets, leaves its start to the dashboard.
    /// </summary>
    public static IResourceBuilder<LocustResource> AddLocust(this IDistributedApplicationBuilder builder, [ResourceName] string name)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var locust = new LocustResource(name, "locust", builder.AppHostDirectory);
        var isProcess = IsProcess(builder);
        if (!isProcess)
            builder.AddResource(new LocustContainerResource(locust)).WithLocustImage();
        var resource = (isProcess ? builder.AddResource(locust) : builder.CreateResourceBuilder(locust))
            .WithHttpEndpoint(targetPort: isProcess ? null : LocustSettings.WebPort, name: LocustResource.WebEndpointName, isProxied: !isProcess)
            .WithHostPort(LocustResource.WebEndpointName, LocustSettings.WebPort)
            .WithEnvironment(context => LocustSettings.Add(context, locust, isProcess))
            .WithOtlpExporterIfEndpointAvailable(OtlpProtocol.HttpJson)
            .WithHttpHealthCheck("/", endpointName: LocustResource.WebEndpointName)
            .WithUrlForEndpoint(LocustResource.WebEndpointName, url => url.DisplayText = "Load")
            .WithUsers(1);
        if (isProcess)
            resource.WithEndpoint(LocustResource.WebEndpointName, endpoint => endpoint.TargetHost = "127.0.0.1").WithAnnotation(new RestartAnnotation());
        return resource.StartWhenWanted(isProcess);
    }

    /// <summary>Takes the tests from a file; other files of its folder can be imported.</summary>
    /// <param name="builder">The load test.</param>
    /// <param name="path">Path of the locustfile, relative to the AppHost.</param>
    /// <exception cref="DistributedApplicationException">The file does not exist.</exception>
    public static IResourceBuilder<LocustResource> WithLocustFile(this IResourceBuilder<LocustResource> builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var file = Path.GetFullPath(path, builder.ApplicationBuilder.AppHostDirectory);
        if (!File.Exists(file))
            throw new DistributedApplicationException($"{builder.Resource.Name} has no locustfile: {file} does not exist.");
        (builder.Resource.Folder, builder.Resource.LocustFile) = (Path.GetDirectoryName(file)!, Path.GetFileName(file));
        if (IsProcess(builder.ApplicationBuilder))
            return builder.WithWorkingDirectory(builder.Resource.Folder);
        return builder.WithAnnotation(new ContainerMountAnnotation(builder.Resource.Folder, LocustSettings.ContainerFolder, ContainerMountType.BindMount, isReadOnly: true));
    }

    /// <summary>Sends the load to an endpoint, once its resource is healthy.</summary>
    /// <param name="builder">The load test.</param>
    /// <param name="target">The endpoint.</param>
    public static IResourceBuilder<LocustResource> WithTarget(this IResourceBuilder<LocustResource> builder, EndpointReference target)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(target);
        return builder.WithEnvironment("LOCUST_HOST", target).WaitFor(builder.ApplicationBuilder.CreateResourceBuilder<IResource>(target.Resource));
    }

    /// <summary>Lets the locustfile read feature flags.</summary>
    /// <param name="builder">The load test.</param>
    /// <param name="ofrep">flagd's endpoint for OFREP.</param>
    public static IResourceBuilder<LocustResource> WithFlags(this IResourceBuilder<LocustResource> builder, EndpointReference ofrep)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(ofrep);
        return builder
            .WithEnvironment("FLAGD_HOST", ofrep.Property(EndpointProperty.Host))
            .WithEnvironment("FLAGD_OFREP_PORT", ofrep.Property(EndpointProperty.Port));
    }

    /// <summary>Starts the test with that many users, all within a second. Default 1.</summary>
    /// <param name="builder">The load test.</param>
    /// <param name="users">At least 1.</param>
    public static IResourceBuilder<LocustResource> WithUsers(this IResourceBuilder<LocustResource> builder, int users)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(users, 1);
        var count = users.ToString(CultureInfo.InvariantCulture);
        return builder.WithEnvironment("LOCUST_USERS", count).WithEnvironment("LOCUST_SPAWN_RATE", count);
    }

    /// <summary>Lets workers, which take a processor each, make the load. Published to Kubernetes there is always one at least.</summary>
    /// <param name="builder">The load test.</param>
    /// <param name="workers">At least 1.</param>
    /// <exception cref="DistributedApplicationException">It has workers already.</exception>
    public static IResourceBuilder<LocustResource> WithWorkers(this IResourceBuilder<LocustResource> builder, int workers)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        if (builder.Resource.Workers > 0)
            throw new DistributedApplicationException($"{builder.Resource.Name} has workers already: call WithWorkers once.");
        builder.Resource.Workers = workers;
        if (builder.ApplicationBuilder.ExecutionContext.IsPublishMode)
            return builder;
        var isProcess = IsProcess(builder.ApplicationBuilder);
        builder
            .WithEndpoint(targetPort: isProcess ? null : LocustSettings.MasterPort, name: LocustResource.MasterEndpointName, isProxied: !isProcess)
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables["LOCUST_MASTER_BIND_PORT"] = builder.GetEndpoint(LocustResource.MasterEndpointName).Property(EndpointProperty.TargetPort);
                LocustSettings.MakeMaster(context.EnvironmentVariables, workers);
            });
        for (var number = 1; number <= workers; number++)
            AddWorker(builder, $"{builder.Resource.Name}-worker-{number}", isProcess);
        return builder;
    }

    private static void AddWorker(IResourceBuilder<LocustResource> master, string name, bool isProcess)
    {
        var worker = new LocustResource(name, "locust", master.Resource.WorkingDirectory);
        var builder = master.ApplicationBuilder;
        if (!isProcess)
            builder.AddResource(new LocustContainerResource(worker)).WithLocustImage();
        var resource = (isProcess ? builder.AddResource(worker).WithAnnotation(new RestartAnnotation()) : builder.CreateResourceBuilder(worker))
            .WithEnvironment(async context =>
            {
                foreach (var callback in master.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
                    await callback.Callback(context);
                var endpoint = master.GetEndpoint(LocustResource.MasterEndpointName);
                LocustSettings.MakeWorker(context.EnvironmentVariables, endpoint.Property(EndpointProperty.Host), endpoint.Property(EndpointProperty.Port));
            })
            .WithOtlpExporterIfEndpointAvailable(OtlpProtocol.HttpJson)
            .WithParentRelationship(master)
            .WaitFor(master);
        foreach (var mount in master.Resource.Annotations.OfType<ContainerMountAnnotation>())
            resource.WithAnnotation(mount);
        resource.StartWhenWanted(isProcess);
    }

    private static bool IsProcess(IDistributedApplicationBuilder builder) => builder.ExecutionContext.IsRunMode && builder.Configuration.UsesProcesses();

    private static void WithLocustImage(this IResourceBuilder<LocustContainerResource> container) =>
        container.WithImage(LocustSettings.Image, LocustSettings.ImageTag).WithImageRegistry("docker.io");

    // The shop is complete without load, so a missing program does not keep it from running.
    private static IResourceBuilder<LocustResource> StartWhenWanted(this IResourceBuilder<LocustResource> locust, bool isProcess)
    {
        var builder = locust.ApplicationBuilder;
        if (!builder.Configuration.WantsLoad())
            return locust.WithExplicitStart();
        if (!isProcess || ProgramFinder.Default.Find(locust.Resource.Command) is not null)
            return locust;
        builder.OnBeforeStart((start, _) =>
        {
            start.Services.GetRequiredService<ILogger<RestartService>>().CannotStart(
                locust.Resource.Name, "locust was not found on PATH; install it (Debian: apt-get install python3-locust) and start it in the dashboard, or use --no-load.");
            return Task.CompletedTask;
        });
        return locust.WithExplicitStart();
    }
}
