namespace Aspire.Hosting;

/// <summary>What of a project's own settings the model takes over.</summary>
public sealed class ProjectResourceOptions
{
    /// <summary>Launch profile to use. Null means the default one.</summary>
    public string? LaunchProfileName { get; set; }

    /// <summary>Whether no launch profile is used. Default no.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Whether the Kestrel endpoints of the project's settings are left out. Default no.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
