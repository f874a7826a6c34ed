namespace Aspire.Hosting.ApplicationModel;

/// <summary>A program and where it is started.</summary>
public sealed class ExecutableAnnotation : IResourceAnnotation
{
    /// <summary>Path of the program, or its name on the PATH.</summary>
    public required string Command { get; set; }

    /// <summary>Absolute path of the folder in which it is started.</summary>
    public required string WorkingDirectory { get; set; }
}
