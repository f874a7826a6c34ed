namespace Aspire.Hosting.ApplicationModel;

/// <summary>The state that a resource has before the host does anything.</summary>
/// <param name="initialSnapshot">The state.</param>
public sealed class ResourceSnapshotAnnotation(CustomResourceSnapshot initialSnapshot) : IResourceAnnotation
{
    /// <summary>The state.</summary>
    public CustomResourceSnapshot InitialSnapshot { get; } = initialSnapshot;
}
