using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>Chooses the ports of the dashboard as those of resources are chosen: a port that is taken moves to the next free one.</summary>
internal sealed class DashboardPorts(PortAllocator ports, ILogger<DashboardPorts> logger)
{
    /// <exception cref="DistributedApplicationException">An address is none.</exception>
    public void Settle(DashboardSettings settings)
    {
        foreach (var endpoint in DashboardEndpoint.All)
        {
            var urls = settings.UrlOf(endpoint).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            settings.Move(endpoint, string.Join(';', urls.Select(url => Settle(endpoint, url, settings.HasRandomPorts))));
        }
    }

    private string Settle(DashboardEndpoint endpoint, string url, bool isRandom)
    {
        // "*" and "+" are hosts to a web server, and to nobody else.
        var readable = url.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (!Uri.TryCreate(readable, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new DistributedApplicationException($"The dashboard cannot be started: {endpoint.Setting} is an address such as http://127.0.0.1:18888, not '{url}'.");
        var port = isRandom || address.Port == 0 ? ports.Allocate() : ports.Allocate(address.Port);
        if (port == address.Port)
            return url;
        if (!isRandom && address.Port != 0)
            logger.PortMoved(address.Port, endpoint.Title, port);
        return new UriBuilder(address) { Port = port }.Uri.GetLeftPart(UriPartial.Authority);
    }
}
