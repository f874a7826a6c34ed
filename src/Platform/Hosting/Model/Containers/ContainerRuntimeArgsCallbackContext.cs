namespace Aspire.Hosting.ApplicationModel;

/// <summary>The arguments of docker or podman so far.</summary>
/// <param name="args">The arguments: texts and values that are known later.</param>
/// <param name="cancellationToken">Gives up.</param>
public sealed class ContainerRuntimeArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
{
    /// <summary>The arguments: texts and values that are known later.</summary>
    public IList<object> Args { get; } = args;

    /// <summary>Gives up.</summary>
    public CancellationToken CancellationToken { get; } = cancellationToken;
}
