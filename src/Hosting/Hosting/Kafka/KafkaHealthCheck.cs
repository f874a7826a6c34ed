using System.Buffers.Binary;
using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OtelShop.Hosting.Kafka;

/// <summary>Asks a broker for the versions it speaks: ApiVersions version 0, the first request of every Kafka client.</summary>
internal sealed class KafkaHealthCheck(EndpointReference endpoint) : IHealthCheck
{
    private const int CorrelationId = 7;

    // Length 10, API key 18, version 0, correlation id, no client id.
    private static readonly byte[] Request = [0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, CorrelationId, 0xFF, 0xFF];

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (!endpoint.IsAllocated)
            return HealthCheckResult.Unhealthy("The broker has no address yet.");
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(endpoint.Host, endpoint.Port, cancellationToken);
            await client.GetStream().WriteAsync(Request.AsMemory(0, 4 + Request[3]), cancellationToken);
            var answer = new byte[8];
            await client.GetStream().ReadExactlyAsync(answer, cancellationToken);
            return BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(4)) == CorrelationId
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{endpoint.Host}:{endpoint.Port} does not speak Kafka's protocol.");
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            return HealthCheckResult.Unhealthy($"{endpoint.Host}:{endpoint.Port} cannot be reached: {error.Message}");
        }
    }
}
