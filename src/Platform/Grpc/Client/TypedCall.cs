using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>A call with its messages.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The transport disposes the content of its request.")]
internal sealed class TypedCall<TRequest, TResponse>(GrpcChannel channel, Method<TRequest, TResponse> method, string? host, CallOptions options)
    : ClientCall(channel, method, host, options)
    where TRequest : class
    where TResponse : class
{
    private static readonly StreamPipeReaderOptions ReaderOptions = new(bufferSize: 8192, minimumReadSize: 1024, leaveOpen: true);

    private readonly MessageReader _messages = new();
    private Task<HttpResponseMessage?>? _opened;
    private HttpResponseMessage? _response;
    private PipeReader? _body;
    private StreamingRequestContent? _requests;

    /// <summary>Starts a call with one request.</summary>
    public void Start(TRequest request) => _opened = StartAsync(request);

    /// <summary>Starts a call with many requests.</summary>
    public StreamingRequestContent StartStream()
    {
        _requests = new StreamingRequestContent();
        _opened = Open(_requests);
        if (IsEnded) { _requests.Stop(); }
        return _requests;
    }

    /// <summary>The only response of a call.</summary>
    public async Task<TResponse> ReadSingleAsync()
    {
        var response = await ReadAsync().ConfigureAwait(false);
        if (response is not null && await ReadAsync().ConfigureAwait(false) is not null)
        {
            EndByError(new RpcException(new Status(StatusCode.Internal, "Additional data after the message received.")));
            throw ToException();
        }

        // A status of OK without a message breaks the protocol.
        return response ?? throw new RpcException(new Status(StatusCode.Internal, "Failed to deserialize response message."), GetTrailers());
    }

    /// <summary>The next response; null when the call ended well.</summary>
    public async Task<TResponse?> ReadAsync()
    {
        try
        {
            _response ??= await _opened!.ConfigureAwait(false);
            if (_response is not null && !IsEnded)
            {
                _body ??= PipeReader.Create(await _response.Content.ReadAsStreamAsync(Token).ConfigureAwait(false), ReaderOptions);
                var message = await ReadMessageAsync(_body).ConfigureAwait(false);
                if (message is not null) { return message; }
                EndByServer(OutcomeReader.FromFields(_response.TrailingHeaders)
                    ?? new CallOutcome(new Status(StatusCode.Unknown, "No grpc-status found on response."), Metadata.Empty));
            }
        }
        catch (Exception error)
        {
            EndByError(error);
        }

        _body?.Complete();
        return GetStatus().StatusCode == StatusCode.OK ? null : throw ToException();
    }

    /// <summary>Puts the frame of a message into a buffer.</summary>
    public void Write(TRequest message, IBufferWriter<byte> target, WriteOptions? writeOptions)
    {
        var isCompressed = RequestCompression is not null && ((writeOptions ?? Options.WriteOptions)?.Flags & WriteFlags.NoCompress) is null or 0;
        new MessageWriter().Write(
            message,
            method.RequestMarshaller.ContextualSerializer,
            target,
            Channel.Options.MaxSendMessageSize,
            isCompressed ? RequestCompression : null,
            level: null);
    }

    /// <summary>Why a request cannot be written: the call is over, in one way or another.</summary>
    public Exception WhyNotWritable() => GetStatus().StatusCode == StatusCode.OK
        ? new InvalidOperationException("Can't write the message because the call is complete.")
        : ToException();

    /// <summary>Why writing a request failed: what ended the call, else the error itself.</summary>
    public async Task<Exception> WhyBrokenAsync(Exception error)
    {
        // A server that has answered may stop the rest of the requests; how the call ended then, its reader will find in the trailers.
        if (await _opened!.ConfigureAwait(false) is not null && !IsEnded) { return new RpcException(OutcomeReader.FromError(error).Status); }
        EndByError(error);
        return WhyNotWritable();
    }

    protected override void OnEnded() => _requests?.Stop();

    private Task<HttpResponseMessage?> StartAsync(TRequest request)
    {
        var frame = new ArrayBufferWriter<byte>();
        try
        {
            Write(request, frame, null);
        }
        catch (RpcException error)
        {
            EndByError(error);
            return Task.FromResult<HttpResponseMessage?>(null);
        }

        return Open(new SingleRequestContent(frame.WrittenMemory));
    }

    private async ValueTask<TResponse?> ReadMessageAsync(PipeReader body)
    {
        while (true)
        {
            var result = await body.ReadAsync(Token).ConfigureAwait(false);
            var buffer = result.Buffer;
            var sizeLimit = Channel.Options.MaxReceiveMessageSize;
            if (MessageFrame.TryRead(ref buffer, sizeLimit, out var payload, out var isCompressed))
            {
                var deserializer = method.ResponseMarshaller.ContextualDeserializer;
                var message = isCompressed
                    ? _messages.ReadCompressed(payload, ResponseCompression, sizeLimit, deserializer)
                    : _messages.Read(payload, deserializer);
                body.AdvanceTo(buffer.Start);
                return message;
            }

            if (result.IsCompleted) { return buffer.IsEmpty ? null : throw WireError.IncompleteMessage(); }
            body.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}
