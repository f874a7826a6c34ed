namespace Aspire.Hosting.ApplicationModel;

/// <summary>Another resource whose connection string takes the place of one's own.</summary>
/// <param name="resource">The other resource.</param>
public sealed class ConnectionStringRedirectAnnotation(IResourceWithConnectionString resource) : IResourceAnnotation
{
    /// <summary>The other resource.</summary>
    public IResourceWithConnectionString Resource { get; } = resource;
}
