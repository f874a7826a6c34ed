using System.Runtime.InteropServices;
using Aspire.Hosting.Local.Orchestration;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>Starts a project's built program directly: building is over by the time the host runs, and costs nothing at a restart.</summary>
internal sealed class ProjectRealization(ResolvedConfiguration configuration) : IRealization
{
    public bool StopsLast => false;

    public bool RunsForever => false;

    public bool Realizes(IResource resource) => resource is ProjectResource;

    public async Task<RealizedProcess> PrepareAsync(InstanceContext instance, CancellationToken cancellationToken)
    {
        var metadata = ((ProjectResource)instance.Resource).GetProjectMetadata();
        var target = TargetOf(metadata);
        var environment = await configuration.EnvironmentAsync(instance, network: null, cancellationToken);
        environment.TryAdd("DOTNET_ROOT", new EvaluatedText(DotnetRoot, DotnetRoot));
        var arguments = await configuration.ArgumentsAsync(instance, network: null, cancellationToken);

        var program = Path.ChangeExtension(target, null);
        var command = File.Exists(program)
            ? new ProcessCommand(program, RealizedProcess.Texts(arguments), Path.GetDirectoryName(metadata.ProjectPath)!)
            : new ProcessCommand(Path.Combine(DotnetRoot, "dotnet"), ["exec", target, .. RealizedProcess.Texts(arguments)], Path.GetDirectoryName(metadata.ProjectPath)!);
        return new RealizedProcess(command with { Environment = RealizedProcess.Texts(environment) })
        {
            Source = metadata.ProjectPath,
            Arguments = arguments,
            Environment = environment,
        };
    }

    // The runtime directory is <root>/shared/Microsoft.NETCore.App/<version>/.
    private static string DotnetRoot => Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

    private static string TargetOf(IProjectMetadata metadata)
    {
        var target = (metadata as IBuiltProjectMetadata)?.TargetPath ?? NewestBuild(metadata.ProjectPath);
        return target is not null && File.Exists(target)
            ? target
            : throw new DistributedApplicationException($"it has not been built. Build it with: dotnet build {metadata.ProjectPath}");
    }

    private static string? NewestBuild(string projectPath)
    {
        var output = Path.Combine(Path.GetDirectoryName(projectPath)!, "bin");
        var assembly = Path.GetFileNameWithoutExtension(projectPath) + ".dll";
        return !Directory.Exists(output)
            ? null
            : Directory.EnumerateFiles(output, assembly, SearchOption.AllDirectories).OrderByDescending(File.GetLastWriteTimeUtc).FirstOrDefault();
    }
}
