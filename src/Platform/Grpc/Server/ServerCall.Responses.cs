using Grpc.Core;
using Grpc.Net.Compression;
using Grpc.Wire;
using Microsoft.AspNetCore.Connections;

namespace Grpc.AspNetCore.Server;

internal sealed partial class ServerCall
{
    private ICompressionProvider? _responseCompression;

    /// <summary>Writes the response and the end of a call together, unless the deadline was first.</summary>
    public ValueTask EndWithAsync<T>(T? response, Action<T, SerializationContext> serializer)
        where T : class
    {
        if (!TryClaim()) { return default; }
        if (response is null && _status.StatusCode == StatusCode.OK)
        {
            _status = new Status(StatusCode.Cancelled, "No message returned from method.");
        }

        if (_status.StatusCode != StatusCode.OK)
        {
            WriteEnd();
            return default;
        }

        var starting = StartResponseAsync();
        if (!starting.IsCompletedSuccessfully) { return EndWithSlowlyAsync(starting, response!, serializer); }
        WriteMessage(response!, serializer, WriteOptionsCore);
        WriteEnd();
        return default;
    }

    /// <summary>Writes one response of a stream.</summary>
    public async Task WriteNextAsync<T>(T response, Action<T, SerializationContext> serializer, WriteOptions? options, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(response);
        cancellationToken.ThrowIfCancellationRequested();
        BeginWrite();
        try
        {
            await StartResponseAsync().ConfigureAwait(false);
            WriteMessage(response, serializer, options ?? WriteOptionsCore);
            if (options is null || (options.Flags & WriteFlags.BufferHint) == 0)
            {
                var token = cancellationToken.CanBeCanceled ? cancellationToken : DeadlineToken;
                var flushed = await http.Response.BodyWriter.FlushAsync(token).ConfigureAwait(false);
                if (flushed.IsCompleted || flushed.IsCanceled) { throw new ConnectionAbortedException("The client has gone."); }
            }
        }
        finally
        {
            EndWrite();
        }
    }

    protected override async Task WriteResponseHeadersAsyncCore(Metadata responseHeaders)
    {
        ArgumentNullException.ThrowIfNull(responseHeaders);
        BeginWrite();
        try
        {
            if (http.Response.HasStarted) { throw new InvalidOperationException("Response headers can only be sent once per call."); }
            foreach (var entry in responseHeaders)
            {
                if (!GrpcHeaders.IsReserved(entry.Key)) { Append(http.Response.Headers, entry); }
            }

            await http.Response.BodyWriter.FlushAsync(DeadlineToken).ConfigureAwait(false);
        }
        finally
        {
            EndWrite();
        }
    }

    private async ValueTask EndWithSlowlyAsync<T>(Task starting, T response, Action<T, SerializationContext> serializer)
        where T : class
    {
        await starting.ConfigureAwait(false);
        WriteMessage(response, serializer, WriteOptionsCore);
        WriteEnd();
    }

    // The body's writer must not be asked for memory before the headers are fixed.
    private Task StartResponseAsync() => http.Response.HasStarted ? Task.CompletedTask : http.Response.StartAsync();

    private void WriteMessage<T>(T message, Action<T, SerializationContext> serializer, WriteOptions? options)
    {
        var isCompressed = _responseCompression is not null && (options is null || (options.Flags & WriteFlags.NoCompress) == 0);
        method.Scratch.Writer.Write(
            message,
            serializer,
            http.Response.BodyWriter,
            method.Settings.MaxSendMessageSize,
            isCompressed ? _responseCompression : null,
            method.Settings.ResponseCompressionLevel);
    }
}
