using Aspire.Hosting.Local.Orchestration;
using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Local.Realizations;

/// <summary>Starts a program of this machine.</summary>
internal sealed class ExecutableRealization(ResolvedConfiguration configuration, ProgramFinder programs) : IRealization
{
    public bool StopsLast => false;

    public bool RunsForever => false;

    public bool Realizes(IResource resource) => resource is ExecutableResource;

    public async Task<RealizedProcess> PrepareAsync(InstanceContext instance, CancellationToken cancellationToken)
    {
        var executable = (ExecutableResource)instance.Resource;
        if (!Directory.Exists(executable.WorkingDirectory))
            throw new DistributedApplicationException($"its working directory {executable.WorkingDirectory} does not exist.");
        var program = executable.Command.Contains('/')
            ? Path.GetFullPath(executable.Command, executable.WorkingDirectory)
            : programs.Find(executable.Command);
        if (!File.Exists(program))
            throw new DistributedApplicationException($"the program '{executable.Command}' was not found. Install it, or put its directory on PATH.");
        var arguments = await configuration.ArgumentsAsync(instance, network: null, cancellationToken);
        var environment = await configuration.EnvironmentAsync(instance, network: null, cancellationToken);
        return new RealizedProcess(new ProcessCommand(program, RealizedProcess.Texts(arguments), executable.WorkingDirectory)
        {
            Environment = RealizedProcess.Texts(environment),
        })
        {
            Source = program,
            Arguments = arguments,
            Environment = environment,
        };
    }
}
