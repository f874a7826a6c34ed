namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds arguments to the call of docker or podman that makes a container.</summary>
public sealed class ContainerRuntimeArgsCallbackAnnotation : IResourceAnnotation
{
    /// <summary>Adds arguments when called.</summary>
    public ContainerRuntimeArgsCallbackAnnotation(Func<ContainerRuntimeArgsCallbackContext, Task> callback) => Callback = callback;

    /// <summary>Adds arguments when called.</summary>
    public ContainerRuntimeArgsCallbackAnnotation(Action<IList<object>> callback) : this(context =>
    {
        callback(context.Args);
        return Task.CompletedTask;
    })
    {
    }

    /// <summary>Adds arguments when called.</summary>
    public Func<ContainerRuntimeArgsCallbackContext, Task> Callback { get; }
}
