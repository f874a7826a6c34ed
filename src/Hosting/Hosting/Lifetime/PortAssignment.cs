using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace OtelShop.Hosting.Lifetime;

/// <summary>Moves an endpoint whose port is in use to the next free one, before anything starts.</summary>
internal sealed class PortAssignment(IConfiguration configuration, ILogger<PortAssignment> logger) : IDistributedApplicationEventingSubscriber
{
    private static readonly (string Setting, int Port, string Subject)[] DashboardAddresses =
    [
        ("ASPNETCORE_URLS", 18888, "the dashboard"),
        ("ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL", 4317, "OTLP over gRPC"),
        ("ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL", 4318, "OTLP over HTTP"),
    ];

    private readonly HashSet<int> _given = [];

    public Task SubscribeAsync(IDistributedApplicationEventing eventing, DistributedApplicationExecutionContext executionContext, CancellationToken cancellationToken)
    {
        // Subscribers run before the dashboard reads its addresses from the configuration, and before DCP reads those of the model.
        AssignDashboard();
        eventing.Subscribe<BeforeStartEvent>((start, _) =>
        {
            foreach (var resource in start.Model.Resources.Where(resource => !resource.IsContainer()))
                foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
                    Assign(resource, endpoint);
            return Task.CompletedTask;
        });
        return Task.CompletedTask;
    }

    /// <summary>The wanted port, or the next one above it on which a process could listen.</summary>
    internal int NextFree(int wanted)
    {
        for (var port = wanted; port <= IPEndPoint.MaxPort; port++)
        {
            if (!_given.Contains(port) && IsFree(port))
            {
                _given.Add(port);
                return port;
            }
        }

        throw new DistributedApplicationException($"No port from {wanted} upwards is free.");
    }

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            // Binding succeeds beside a socket that is bound and does not listen yet.
            probe.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private void AssignDashboard()
    {
        if (configuration.GetValue<bool>(AppHostSettings.RandomPorts))
            return;
        foreach (var (setting, defaultPort, subject) in DashboardAddresses)
        {
            var wanted = configuration[setting] is { Length: > 0 } url && Uri.TryCreate(url.Split(';')[0], UriKind.Absolute, out var uri) ? uri.Port : defaultPort;
            if (wanted == 0)
                continue;
            var port = NextFree(wanted);
            if (port != wanted)
                logger.Moved(wanted, subject, port);
            configuration[setting] = $"http://127.0.0.1:{port}";
        }
    }

    private void Assign(IResource resource, EndpointAnnotation endpoint)
    {
        if (configuration.UsesAspireDefaults() || resource.Name == RestartService.Dashboard)
            return;
        if (configuration.GetValue<bool>(AppHostSettings.RandomPorts))
            (endpoint.Port, endpoint.TargetPort) = (null, null);
        else if (endpoint is { Port: { } wanted, IsProxied: false })
        {
            var port = NextFree(wanted);
            if (port != wanted)
                logger.Moved(wanted, resource.Name, port);
            (endpoint.Port, endpoint.TargetPort) = (port, port);
        }
    }
}
