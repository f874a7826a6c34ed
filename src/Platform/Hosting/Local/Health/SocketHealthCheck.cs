using System.Net.Sockets;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Local.Health;

/// <summary>A server that is asked one question over a connection of its own.</summary>
internal abstract class SocketHealthCheck(EndpointReference endpoint) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            var complaint = await AskAsync(client.GetStream(), cancellationToken);
            return complaint is null ? HealthCheckResult.Healthy() : new HealthCheckResult(context.Registration.FailureStatus, complaint);
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, error.Message, error);
        }
    }

    /// <summary>Asks. Null means that the answer is as it should be, else it is what is wrong.</summary>
    protected abstract Task<string?> AskAsync(NetworkStream stream, CancellationToken cancellationToken);
}
