namespace Grpc.Core;

/// <summary>A stream of messages that are sent. One write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How messages are written; null for the default.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Sends a message; done when the transport has taken it.</summary>
    Task WriteAsync(T message);

    /// <summary>Sends a message; cancelling ends the call.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken) => cancellationToken.CanBeCanceled
        ? throw new NotSupportedException("This writer cannot be cancelled.")
        : WriteAsync(message);
}
