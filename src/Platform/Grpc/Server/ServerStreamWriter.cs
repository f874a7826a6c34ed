using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>The responses of a call.</summary>
internal sealed class ServerStreamWriter<T>(ServerCall call, Action<T, SerializationContext> serializer) : IServerStreamWriter<T>
    where T : class
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken) =>
        call.WriteNextAsync(message, serializer, WriteOptions ?? call.WriteOptions, cancellationToken);
}
