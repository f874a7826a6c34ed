using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory;

/// <summary>One channel for each name, made when it is first asked for and closed with the application.</summary>
internal sealed class ClientChannels(IServiceProvider services, IHttpMessageHandlerFactory handlers, IOptionsMonitor<GrpcClientFactoryOptions> options) : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<(GrpcChannel Channel, CallInvoker Invoker)>> _channels = new();
    private readonly ConcurrentDictionary<Type, ObjectFactory> _constructors = new();

    public CallInvoker InvokerOf(string name) => _channels.GetOrAdd(name, one => new(() => Open(one))).Value.Invoker;

    public ObjectFactory ConstructorOf<TClient>() => _constructors.GetOrAdd(typeof(TClient), static type => ActivatorUtilities.CreateFactory(type, [typeof(CallInvoker)]));

    public void Dispose()
    {
        foreach (var channel in _channels.Values.Where(channel => channel.IsValueCreated)) { channel.Value.Channel.Dispose(); }
    }

    private (GrpcChannel Channel, CallInvoker Invoker) Open(string name)
    {
        var settings = options.Get(name);
        var channelOptions = new GrpcChannelOptions
        {
            HttpHandler = handlers.CreateHandler(name),
            LoggerFactory = services.GetService<ILoggerFactory>(),
            ServiceProvider = services,
        };
        foreach (var change in settings.ChannelOptionsActions) { change(channelOptions); }
        var address = settings.Address ?? throw new InvalidOperationException($"The gRPC client '{name}' has no address: set it where the client is added.");
        var channel = GrpcChannel.ForAddress(address, channelOptions);
        var invoker = channel.CreateCallInvoker();
        foreach (var registration in settings.InterceptorRegistrations.Where(one => one.Scope == InterceptorScope.Channel).Reverse())
        {
            invoker = invoker.Intercept(registration.Creator(services));
        }

        return (channel, invoker);
    }
}
