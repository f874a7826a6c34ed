using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OtelShop.Hosting.Lifetime;

namespace OtelShop.Hosting.Processes;

/// <summary>Names, on a process, the container resource for which it stands in.</summary>
internal sealed record BackingProcessAnnotation(IResource Server, EndpointReference Endpoint) : IResourceAnnotation;

/// <summary>What a program needs to know before it starts.</summary>
internal sealed record BackingContext(DataDirectory Data, int Port, ILogger Logger, CancellationToken CancellationToken);

/// <summary>Takes the image off a container resource and gives its endpoint to a process. Connection string, databases and health check stay.</summary>
internal static class BackingProcess
{
    /// <param name="server">The resource; published, and with <c>--backing containers</c>, it stays as it is.</param>
    /// <param name="endpointName">The endpoint at which clients reach it.</param>
    /// <param name="prepare">Prepares each start. A failure's message completes the sentence "X cannot start: ...".</param>
    /// <param name="wayOut">What a person can do when the program keeps ending. Null when its own log says that.</param>
    public static IResourceBuilder<T> RunAsProcess<T>(
        this IResourceBuilder<T> server, string endpointName, Func<BackingContext, Task<ProcessStart>> prepare, string? wayOut = null) where T : ContainerResource
    {
        var builder = server.ApplicationBuilder;
        if (builder.ExecutionContext.IsPublishMode || !builder.Configuration.UsesProcesses())
            return server;
        RemoveContainer(server.Resource);
        server.WithEndpoint(endpointName, endpoint =>
            (endpoint.TargetPort, endpoint.IsProxied, endpoint.TargetHost) = (endpoint.Port, false, "127.0.0.1"));
        ProcessStart? start = null;
        builder.AddExecutable($"{server.Resource.Name}-process", "true", "/")
            .WithParentRelationship(server)
            .WithAnnotation(new BackingProcessAnnotation(server.Resource, server.GetEndpoint(endpointName)))
            .WithAnnotation(new RestartAnnotation(wayOut))
            .WithArgs(context => start!.CommandArguments.ToList().ForEach(context.Args.Add))
            .OnBeforeResourceStarted(async (process, started, cancellationToken) =>
            {
                await AnnounceConnectionStringsAsync(server, started.Services, cancellationToken);
                start = await PrepareAsync(process, started.Services, prepare, cancellationToken);
                builder.CreateResourceBuilder(process).WithCommand(start.Command).WithWorkingDirectory(start.Folder);
            });
        builder.Services.AddFirst<BackingStateMirror>();
        return server;
    }

    /// <summary>Lets the data folder keep a generated password, because a database accepts only the one it was made with.</summary>
    public static void KeepPassword(this IDistributedApplicationBuilder builder, ParameterResource? password)
    {
        if (password is not null && builder.ExecutionContext.IsRunMode)
        {
            builder.OnBeforeStart((start, _) =>
            {
                var setting = $"Parameters:{password.Name}";
                builder.Configuration[setting] = start.Services.GetRequiredService<DataDirectory>().Password(password.Name, builder.Configuration[setting]);
                return Task.CompletedTask;
            });
        }
    }

    private static void RemoveContainer(IResource server)
    {
        foreach (var annotation in server.Annotations.Where(IsOfContainer).ToList())
            server.Annotations.Remove(annotation);
    }

    private static bool IsOfContainer(IResourceAnnotation annotation) => annotation is ContainerImageAnnotation or ContainerMountAnnotation
        or ContainerLifetimeAnnotation or EnvironmentCallbackAnnotation or CommandLineArgsCallbackAnnotation
        or HttpsCertificateConfigurationCallbackAnnotation or CertificateTrustConfigurationCallbackAnnotation;

    // DCP announces these for what it starts itself; the server is not among that any more.
    private static async Task AnnounceConnectionStringsAsync<T>(IResourceBuilder<T> server, IServiceProvider services, CancellationToken cancellationToken) where T : ContainerResource
    {
        var eventing = server.ApplicationBuilder.Eventing;
        var children = server.ApplicationBuilder.Resources.OfType<IResourceWithParent>().Where(child => child.Parent == server.Resource);
        foreach (var resource in children.Prepend<IResource>(server.Resource).OfType<IResourceWithConnectionString>())
            await eventing.PublishAsync(new ConnectionStringAvailableEvent(resource, services), cancellationToken);
    }

    private static async Task<ProcessStart> PrepareAsync(
        ExecutableResource process, IServiceProvider services, Func<BackingContext, Task<ProcessStart>> prepare, CancellationToken cancellationToken)
    {
        var data = services.GetRequiredService<DataDirectory>();
        var port = process.Annotations.OfType<BackingProcessAnnotation>().Single().Endpoint.Port;
        var logger = services.GetRequiredService<ResourceLoggerService>().GetLogger(process);
        try
        {
            return await prepare(new BackingContext(data, port, logger, cancellationToken));
        }
        catch (Exception error) when (error is DistributedApplicationException or IOException or UnauthorizedAccessException)
        {
            services.GetRequiredService<ILogger<RestartService>>().CannotStart(process.Name, error.Message + data.SpaceHint);
            throw;
        }
    }
}
