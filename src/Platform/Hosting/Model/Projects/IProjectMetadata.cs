namespace Aspire.Hosting;

/// <summary>Where a project lies. The classes of namespace <c>Projects</c> that the build generates implement it.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>Absolute path of the project file.</summary>
    string ProjectPath { get; }

    /// <summary>Launch settings. Null means the project's <c>Properties/launchSettings.json</c>.</summary>
    LaunchSettings? LaunchSettings => null;

    /// <summary>Whether the project is built already when the host starts.</summary>
    bool SuppressBuild => false;

    /// <summary>Whether the project is a single source file.</summary>
    bool IsFileBasedApp => false;
}
