namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that runs as a program of this machine.</summary>
public class ExecutableResource
    : Resource, IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IComputeResource
{
    /// <summary>Describes the program.</summary>
    /// <param name="name">Name of the resource.</param>
    /// <param name="command">Path of the program, or its name on the PATH.</param>
    /// <param name="workingDirectory">Absolute path of the folder in which it is started.</param>
    public ExecutableResource(string name, string command, string workingDirectory) : base(name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        ArgumentNullException.ThrowIfNull(workingDirectory);
        Annotations.Add(new ExecutableAnnotation { Command = command, WorkingDirectory = workingDirectory });
    }

    /// <summary>Path of the program, or its name on the PATH.</summary>
    public string Command => Executable.Command;

    /// <summary>Absolute path of the folder in which it is started.</summary>
    public string WorkingDirectory => Executable.WorkingDirectory;

    private ExecutableAnnotation Executable => Annotations.OfType<ExecutableAnnotation>().Last();
}
