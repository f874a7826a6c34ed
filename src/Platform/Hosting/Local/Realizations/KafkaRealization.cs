using System.Runtime.InteropServices;
using Aspire.Hosting.Local.Orchestration;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>The shop's own development broker: no Kafka can be installed with the machine's package manager.</summary>
internal sealed class KafkaRealization(LocalOptions options) : IRealization
{
    public bool StopsLast => true;

    public bool RunsForever => true;

    public bool Realizes(IResource resource) => options.Backing == Backing.Embedded && resource is KafkaServerResource;

    public Task<RealizedProcess> PrepareAsync(InstanceContext instance, CancellationToken cancellationToken)
    {
        if (!File.Exists(options.KafkaDevPath))
        {
            throw new DistributedApplicationException(
                $"the development broker was not found ({options.KafkaDevPath ?? "its path is not known"}). Build src/Platform/KafkaDev, or use --backing containers.");
        }

        var dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return Task.FromResult(new RealizedProcess(new ProcessCommand(
            dotnet, ["exec", options.KafkaDevPath, "--port", instance.PortOf(KafkaServerResource.PrimaryEndpointName)], Path.GetDirectoryName(options.KafkaDevPath)!))
        {
            Source = options.KafkaDevPath,
        });
    }
}
