namespace Grpc.Core;

/// <summary>A connection, real or virtual, to a server.</summary>
/// <param name="target">The address.</param>
public abstract class ChannelBase(string target)
{
    /// <summary>The address.</summary>
    public string Target { get; } = target ?? throw new ArgumentNullException(nameof(target));

    /// <summary>What makes calls over this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Closes the channel and ends its calls.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>Implements <see cref="ShutdownAsync"/>.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
