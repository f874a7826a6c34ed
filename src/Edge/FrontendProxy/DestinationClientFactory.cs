using System.Text;
using OtelShop.FaultInjection;
using Yarp.ReverseProxy.Forwarder;

namespace OtelShop.FrontendProxies;

/// <summary>Makes the clients of the destinations: their requests get lost when the flag <c>dependencyBlackHole</c> says so.</summary>
internal sealed class DestinationClientFactory(IServiceProvider services, ILogger<ForwarderHttpClientFactory> logger) : ForwarderHttpClientFactory(logger)
{
    protected override void ConfigureHandler(ForwarderHttpClientContext context, SocketsHttpHandler handler)
    {
        base.ConfigureHandler(context, handler);
        handler.ConnectTimeout = TimeSpan.FromSeconds(5);
        // A Service that is switched to a new version moves new connections only.
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(1);
        handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1;
        handler.ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1;
    }

    protected override HttpMessageHandler WrapHandler(ForwarderHttpClientContext context, HttpMessageHandler handler) =>
        services.InjectFaults(Destinations.ServiceOf(context.ClusterId), handler);
}
