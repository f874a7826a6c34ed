namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource whose start can wait for another one.</summary>
public interface IResourceWithWaitSupport : IResource;
