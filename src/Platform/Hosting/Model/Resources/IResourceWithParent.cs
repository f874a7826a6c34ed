namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that lives inside of another one.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource inside of which it lives.</summary>
    IResource Parent { get; }
}

/// <summary>A resource that lives inside of another one of a known type.</summary>
/// <typeparam name="T">Type of the outer resource.</typeparam>
public interface IResourceWithParent<out T> : IResourceWithParent where T : IResource
{
    /// <summary>The resource inside of which it lives.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
