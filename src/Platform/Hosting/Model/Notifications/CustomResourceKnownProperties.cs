namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names of snapshot properties with a fixed meaning.</summary>
public static class CustomResourceKnownProperties
{
    /// <summary>Where the resource comes from: an image, a project file, a command.</summary>
    public static string Source { get; } = "resource.source";

    /// <summary>How the resource is reached.</summary>
    public static string ConnectionString { get; } = "resource.connectionString";

    internal const string Arguments = "resource.appArgs";
    internal const string ExecutablePath = "executable.path";
    internal const string WorkingDirectory = "executable.workDir";
    internal const string ProjectPath = "project.path";
    internal const string ContainerImage = "container.image";
    internal const string ParameterValue = "Value";
}
