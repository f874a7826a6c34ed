namespace Aspire.Hosting.ApplicationModel;

/// <summary>The finished drawing of a system: every resource, nothing of how it is run.</summary>
/// <param name="resources">The resources, in the order in which they were added.</param>
public sealed class DistributedApplicationModel(IResourceCollection resources)
{
    /// <summary>Copies the given resources into a model.</summary>
    public DistributedApplicationModel(IEnumerable<IResource> resources) : this(new ResourceCollection(resources))
    {
    }

    /// <summary>The resources, in the order in which they were added.</summary>
    public IResourceCollection Resources { get; } = resources;
}
