namespace Grpc.Core;

/// <summary>A call that ended with another status than OK.</summary>
/// <param name="status">How it ended.</param>
/// <param name="trailers">Trailers to send, or that came with the status.</param>
/// <param name="message">The exception's own text; the status by default.</param>
public sealed class RpcException(Status status, Metadata trailers, string? message)
    : Exception(message ?? status.ToString(), status.DebugException)
{
    /// <summary>A call that ended with <paramref name="status"/> and no trailers.</summary>
    /// <param name="status">How it ended.</param>
    public RpcException(Status status)
        : this(status, Metadata.Empty, null)
    {
    }

    /// <summary>A call that ended with <paramref name="status"/> and no trailers.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="message">The exception's own text.</param>
    public RpcException(Status status, string message)
        : this(status, Metadata.Empty, message)
    {
    }

    /// <summary>A call that ended with <paramref name="status"/> and <paramref name="trailers"/>.</summary>
    /// <param name="status">How it ended.</param>
    /// <param name="trailers">The trailers.</param>
    public RpcException(Status status, Metadata trailers)
        : this(status, trailers, null)
    {
    }

    /// <summary>How the call ended.</summary>
    public Status Status { get; } = status;

    /// <summary>The code of <see cref="Status"/>.</summary>
    public StatusCode StatusCode => Status.StatusCode;

    /// <summary>The trailers; empty when there were none.</summary>
    public Metadata Trailers { get; } = trailers;
}
