using System.Net;
using Grpc.Wire;

namespace Grpc.Net.Client;

/// <summary>One message, framed. It can be sent several times. The transport may still read it when the call is over, so it is not pooled.</summary>
internal sealed class SingleRequestContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _frame;

    public SingleRequestContent(ReadOnlyMemory<byte> frame)
    {
        _frame = frame;
        Headers.TryAddWithoutValidation("Content-Type", GrpcHeaders.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_frame).AsTask();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(_frame, cancellationToken).AsTask();

    protected override bool TryComputeLength(out long length)
    {
        // A gRPC request carries no content-length.
        length = 0;
        return false;
    }
}
