using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>The requests of a call.</summary>
internal sealed class CallStreamWriter<TRequest, TResponse>(TypedCall<TRequest, TResponse> call, StreamingRequestContent content) : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    private bool _isWriting;

    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (call.IsEnded) { throw call.WhyNotWritable(); }
        if (content.IsCompleted) { throw new InvalidOperationException("Request stream has already been completed."); }
        if (Interlocked.Exchange(ref _isWriting, true)) { throw new InvalidOperationException("Can't write the message because the previous write is in progress."); }

        using var cancels = cancellationToken.CanBeCanceled
            ? cancellationToken.UnsafeRegister(static state => ((ClientCall)state!).CancelByCaller(), call)
            : default;
        var frame = new PooledBuffer();
        try
        {
            call.Write(message, frame, WriteOptions);
            var stream = await content.Stream.ConfigureAwait(false);
            await stream.WriteAsync(frame.Written, CancellationToken.None).ConfigureAwait(false);
            var options = WriteOptions ?? call.Options.WriteOptions;
            if (options is null || (options.Flags & WriteFlags.BufferHint) == 0) { await stream.FlushAsync(CancellationToken.None).ConfigureAwait(false); }
        }
        catch (Exception error) when (error is not RpcException)
        {
            // The response knows why the stream broke; it may be about to say so.
            throw await call.WhyBrokenAsync(error).ConfigureAwait(false);
        }
        finally
        {
            frame.Return();
            Volatile.Write(ref _isWriting, false);
        }
    }

    public Task CompleteAsync()
    {
        if (_isWriting) { throw new InvalidOperationException("Can't complete the request stream because a write is in progress."); }
        content.Complete();
        return Task.CompletedTask;
    }
}
