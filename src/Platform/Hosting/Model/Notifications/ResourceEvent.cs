namespace Aspire.Hosting.ApplicationModel;

/// <summary>A change of what is known about a resource.</summary>
/// <param name="resource">The resource.</param>
/// <param name="resourceId">The running copy: the resource's name, with a suffix when there are several.</param>
/// <param name="snapshot">What is known now.</param>
public sealed class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The running copy: the resource's name, with a suffix when there are several.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>What is known now.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
