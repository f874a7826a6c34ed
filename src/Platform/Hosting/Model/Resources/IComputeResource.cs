namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that runs code: the ones that a deployment target hosts.</summary>
public interface IComputeResource : IResource;
