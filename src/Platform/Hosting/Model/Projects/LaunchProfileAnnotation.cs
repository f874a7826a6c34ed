namespace Aspire.Hosting.ApplicationModel;

/// <summary>The launch profile that a project uses.</summary>
/// <param name="launchProfileName">Name of the profile.</param>
public sealed class LaunchProfileAnnotation(string launchProfileName) : IResourceAnnotation
{
    /// <summary>Name of the profile.</summary>
    public string LaunchProfileName { get; } = launchProfileName;
}
