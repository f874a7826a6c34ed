namespace Aspire.Hosting.ApplicationModel;

/// <summary>Another resource to which one relates; it is shown, and has no other effect.</summary>
/// <param name="resource">The other resource.</param>
/// <param name="type">One word: <c>Reference</c>, <c>Parent</c>, <c>WaitFor</c>, …</param>
public sealed class ResourceRelationshipAnnotation(IResource resource, string type) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>One word: <c>Reference</c>, <c>Parent</c>, <c>WaitFor</c>, …</summary>
    public string Type { get; } = type;
}
