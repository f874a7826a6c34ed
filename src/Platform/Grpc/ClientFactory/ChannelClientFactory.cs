using Grpc.Core.Interceptors;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>Makes clients over the channels that all clients of a name share.</summary>
internal sealed class ChannelClientFactory(ClientChannels channels, IOptionsMonitor<GrpcClientFactoryOptions> options, IServiceProvider services) : GrpcClientFactory
{
    public override TClient CreateClient<TClient>(string name)
    {
        var settings = options.Get(name);
        var invoker = channels.InvokerOf(name);
        foreach (var registration in settings.InterceptorRegistrations.Where(one => one.Scope == InterceptorScope.Client).Reverse())
        {
            invoker = invoker.Intercept(registration.Creator(services));
        }

        if (settings.CallOptionsActions.Count > 0) { invoker = new CallOptionsInvoker(invoker, [.. settings.CallOptionsActions], services); }
        return settings.Creator is { } create ? (TClient)create(invoker) : (TClient)channels.ConstructorOf<TClient>()(services, [invoker]);
    }
}
