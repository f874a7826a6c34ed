using Aspire.Hosting.Local.Orchestration;
using Aspire.Hosting.Local.Processes;
using Aspire.Hosting.Local.Realizations;

namespace Aspire.Hosting.Local.Containers;

/// <summary>Runs a container in the foreground of the runtime's command line, so that it lives, logs and ends like any other child.</summary>
internal sealed class ContainerRealization(ResolvedConfiguration configuration, ContainerRuntime runtime) : IRealization
{
    private static readonly NetworkIdentifier Network = KnownNetworkIdentifiers.DefaultAspireContainerNetwork;

    public bool StopsLast => true;

    public bool RunsForever => false;

    public bool Realizes(IResource resource) => resource is ContainerResource;

    public async Task<RealizedProcess> PrepareAsync(InstanceContext instance, CancellationToken cancellationToken)
    {
        var container = (ContainerResource)instance.Resource;
        var program = await runtime.ReadyAsync(instance, cancellationToken);
        var environment = await configuration.EnvironmentAsync(instance, Network, cancellationToken);
        var own = await configuration.ArgumentsAsync(instance, Network, cancellationToken);
        var name = container.Annotations.OfType<ContainerNameAnnotation>().LastOrDefault()?.Name ?? $"{runtime.Owner}-{instance.Id}";
        var image = container.Annotations.OfType<ContainerImageAnnotation>().LastOrDefault()?.Reference
            ?? throw new DistributedApplicationException("it has no image.");
        List<string> arguments =
        [
            "run", "--rm", "--name", name, "--label", $"{ContainerRuntime.OwnerLabel}={runtime.Owner}",
            "--network", runtime.Owner, "--network-alias", container.Name, "--add-host", $"{KnownHostNames.DockerDesktopHostBridge}:host-gateway",
            .. Ports(instance),
            .. container.Annotations.OfType<ContainerMountAnnotation>().SelectMany(Mount),
            .. environment.SelectMany(variable => Variable(variable.Key, variable.Value.Text)),
            .. container.Entrypoint is null ? [] : (string[])["--entrypoint", container.Entrypoint],
            .. await configuration.ContainerRuntimeArgumentsAsync(instance, cancellationToken),
            image,
            .. RealizedProcess.Texts(own),
        ];
        return new RealizedProcess(new ProcessCommand(program, arguments, "/")
        {
            Environment = RealizedProcess.Texts(environment.Where(variable => IsHandedOver(variable.Key))),
            // The command line hands its signal on. A database in a container knows the same fast shutdown as one without.
            StopSignal = container is PostgresServerResource ? StopSignal.Interrupt : StopSignal.Terminate,
        })
        {
            Container = new ContainerHandle(program, name),
            Source = image,
            Arguments = own,
            Environment = environment,
            Volumes = [.. container.Annotations.OfType<ContainerMountAnnotation>().Select(mount =>
                new VolumeSnapshot(mount.Source, mount.Target, mount.Type == ContainerMountType.Volume ? "volume" : "bind", mount.IsReadOnly))],
        };
    }

    private static IEnumerable<string> Ports(InstanceContext instance) =>
        from endpoint in instance.Resource.Annotations.OfType<EndpointAnnotation>()
        from argument in new[] { "--publish", $"127.0.0.1:{instance.PortOf(endpoint.Name)}:{endpoint.TargetPort ?? Missing(endpoint)}" }
        select argument;

    private static int Missing(EndpointAnnotation endpoint) =>
        throw new DistributedApplicationException($"its endpoint '{endpoint.Name}' does not say on which port of the container it listens (targetPort).");

    private static IEnumerable<string> Mount(ContainerMountAnnotation mount)
    {
        var source = mount.Source is null ? "" : $"{mount.Source}:";
        return ["--volume", $"{source}{mount.Target}{(mount.IsReadOnly ? ":ro" : "")}"];
    }

    // A value on the command line can be read by everybody, so it goes through the environment of the runtime's client ...
    private static IEnumerable<string> Variable(string name, string value) => ["--env", IsHandedOver(name) ? name : $"{name}={value}"];

    // ... unless that client would take it for itself.
    private static bool IsHandedOver(string name) => name is not ("PATH" or "HOME")
        && !name.StartsWith("DOCKER_", StringComparison.Ordinal) && !name.StartsWith("LD_", StringComparison.Ordinal);
}
