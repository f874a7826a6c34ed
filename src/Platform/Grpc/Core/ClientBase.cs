namespace Grpc.Core;

/// <summary>Base of generated clients.</summary>
public abstract partial class ClientBase
{
    private readonly ClientBaseConfiguration _configuration;

    /// <summary>A client without a channel, for test doubles.</summary>
    protected ClientBase()
        : this(new ClientBaseConfiguration(UnconnectedCallInvoker.Instance))
    {
    }

    /// <summary>A client with a configuration of its own.</summary>
    /// <param name="configuration">The configuration.</param>
    protected ClientBase(ClientBaseConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
    }

    /// <summary>A client on a channel.</summary>
    /// <param name="channel">The channel.</param>
    protected ClientBase(ChannelBase channel)
        : this(channel.CreateCallInvoker())
    {
    }

    /// <summary>A client that calls through an invoker.</summary>
    /// <param name="callInvoker">The invoker.</param>
    protected ClientBase(CallInvoker callInvoker)
        : this(new ClientBaseConfiguration(callInvoker))
    {
    }

    /// <summary>What the client calls through.</summary>
    protected CallInvoker CallInvoker => _configuration.CallInvoker;

    internal ClientBaseConfiguration Configuration => _configuration;
}
