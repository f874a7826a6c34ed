using System.Buffers.Binary;
using System.Net.Sockets;

namespace Aspire.Hosting.Local.Health;

/// <summary>A broker is healthy when it tells which requests it understands.</summary>
internal sealed class KafkaHealthCheck(EndpointReference endpoint) : SocketHealthCheck(endpoint)
{
    private const int CorrelationId = 7;

    // Length, API key 18 (ApiVersions), version 0, correlation id, client id of no characters.
    private static ReadOnlyMemory<byte> Request => new byte[] { 0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, CorrelationId, 0, 0 };

    protected override async Task<string?> AskAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Request, cancellationToken);
        var answer = new byte[10];
        await stream.ReadExactlyAsync(answer, cancellationToken);
        var correlation = BinaryPrimitives.ReadInt32BigEndian(answer.AsSpan(4));
        var error = BinaryPrimitives.ReadInt16BigEndian(answer.AsSpan(8));
        return correlation == CorrelationId && error == 0 ? null : $"ApiVersions was answered with error {error}";
    }
}
