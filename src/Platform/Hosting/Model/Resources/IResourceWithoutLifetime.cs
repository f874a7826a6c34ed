namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that is never started or stopped, such as a parameter.</summary>
public interface IResourceWithoutLifetime : IResource;
