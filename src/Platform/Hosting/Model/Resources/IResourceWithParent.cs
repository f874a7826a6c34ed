namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that lives inside of another one.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource inside of which it lives.</summary>
    IResource Parent { get; }
}
