namespace Grpc.Core;

/// <summary>A way to a service.</summary>
/// <param name="target">Where it leads to.</param>
public abstract class ChannelBase(string target)
{
    /// <summary>Where it leads to.</summary>
    public string Target { get; } = target;

    /// <summary>Makes calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Ends the channel and every call on it.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <inheritdoc cref="ShutdownAsync"/>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
