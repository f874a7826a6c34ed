using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server;

internal sealed partial class ServerCall
{
    private ICompressionProvider? _requestCompression;
    private bool _isRequestRead;

    /// <summary>Reads the only request of a call, and makes sure that it is the only one.</summary>
    public ValueTask<T> ReadSingleAsync<T>(Func<DeserializationContext, T> deserializer)
        where T : class
    {
        var body = http.Request.BodyReader;
        if (_deadline is null && body.TryRead(out var result))
        {
            // Usually the client's message and the end of its stream are there when the call starts.
            var buffer = result.Buffer;
            if (result.IsCompleted && TryTake(ref buffer, deserializer, out var message) && buffer.IsEmpty)
            {
                body.AdvanceTo(buffer.End);
                _isRequestRead = true;
                return new ValueTask<T>(message);
            }

            body.AdvanceTo(result.Buffer.Start);
        }

        return ReadSingleSlowlyAsync(body, deserializer);
    }

    /// <summary>Reads the next request of a stream; null at its end.</summary>
    public async ValueTask<T?> ReadNextAsync<T>(Func<DeserializationContext, T> deserializer, CancellationToken cancellationToken)
        where T : class
    {
        if (_isRequestRead) { return null; }
        var body = http.Request.BodyReader;
        while (true)
        {
            var result = await body.ReadAsync(cancellationToken.CanBeCanceled ? cancellationToken : DeadlineToken).ConfigureAwait(false);
            if (result.IsCanceled) { throw new OperationCanceledException(cancellationToken); }
            var buffer = result.Buffer;
            if (TryTake(ref buffer, deserializer, out var message))
            {
                body.AdvanceTo(buffer.Start);
                return message;
            }

            if (result.IsCompleted)
            {
                _isRequestRead = true;
                return buffer.IsEmpty ? null : throw WireError.IncompleteMessage();
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<T> ReadSingleSlowlyAsync<T>(PipeReader body, Func<DeserializationContext, T> deserializer)
        where T : class
    {
        T? message = null;
        while (true)
        {
            var result = await body.ReadAsync(DeadlineToken).ConfigureAwait(false);
            if (result.IsCanceled) { throw new OperationCanceledException(); }
            var buffer = result.Buffer;
            if (message is null) { TryTake(ref buffer, deserializer, out message); }
            if (message is not null && !buffer.IsEmpty) { throw WireError.AdditionalData(); }
            if (result.IsCompleted)
            {
                body.AdvanceTo(buffer.End);
                _isRequestRead = true;
                return message ?? throw WireError.IncompleteMessage();
            }

            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }

    private bool TryTake<T>(
        ref ReadOnlySequence<byte> buffer, Func<DeserializationContext, T> deserializer, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out T? message)
        where T : class
    {
        var sizeLimit = method.Settings.MaxReceiveMessageSize;
        if (!MessageFrame.TryRead(ref buffer, sizeLimit, out var payload, out var isCompressed))
        {
            message = null;
            return false;
        }

        var reader = method.Scratch.Reader;
        message = isCompressed
            ? reader.ReadCompressed(payload, _requestCompression, sizeLimit, deserializer)
            : reader.Read(payload, deserializer);
        return true;
    }
}
