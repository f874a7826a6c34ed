using System.Net;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>Messages as the caller writes them: the transport hands its stream over and waits until the caller is done.</summary>
internal sealed class StreamingRequestContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamingRequestContent() => Headers.TryAddWithoutValidation("Content-Type", GrpcHeaders.ContentType);

    /// <summary>Where messages are written, as soon as the request has been started.</summary>
    public Task<Stream> Stream => _stream.Task;

    /// <summary>Whether the transport took the stream, so that the request can be sent only this once.</summary>
    public bool IsStarted => _stream.Task.IsCompleted;

    public bool IsCompleted => _completed.Task.IsCompleted;

    /// <summary>No more messages follow.</summary>
    public void Complete() => _completed.TrySetResult();

    /// <summary>The call is over: whoever waits for the stream need not any longer.</summary>
    public void Stop()
    {
        _stream.TrySetCanceled();
        _completed.TrySetCanceled();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // The server is to know of the call before its first message.
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        _stream.TrySetResult(stream);
        await _completed.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
