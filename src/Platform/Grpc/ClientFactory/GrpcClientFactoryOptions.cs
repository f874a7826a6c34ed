using Grpc.Core;
using Grpc.Net.Client;

namespace Grpc.Net.ClientFactory;

/// <summary>How the clients of a name are made.</summary>
public sealed class GrpcClientFactoryOptions
{
    /// <summary>The server's address.</summary>
    public Uri? Address { get; set; }

    /// <summary>Change the options of the channel before it is made.</summary>
    public IList<Action<GrpcChannelOptions>> ChannelOptionsActions { get; } = [];

    /// <summary>Change the options of each call.</summary>
    public IList<Action<CallOptionsContext>> CallOptionsActions { get; } = [];

    /// <summary>What sees calls before the channel does; the first added comes first.</summary>
    public IList<InterceptorRegistration> InterceptorRegistrations { get; } = [];

    /// <summary>Makes clients in place of their constructor; null for the constructor.</summary>
    public Func<CallInvoker, object>? Creator { get; set; }
}
