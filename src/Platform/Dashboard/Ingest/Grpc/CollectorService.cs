using Google.Protobuf;
using Grpc.Core;

namespace OtelShop.Dashboard.Ingest.Grpc;

/// <summary>
/// The one method that each collector service of OTLP has. Requests are not made into messages here: their bytes are copied out of the transport once,
/// and the stores read them.
/// </summary>
internal abstract class CollectorService(OtlpSignal signal, OtlpInlet inlet)
{
    private static readonly Task<byte[]> AllTaken = Task.FromResult<byte[]>([]);

    private static readonly Marshaller<PooledBytes> Request = new((_, _) => throw new NotSupportedException("Requests are received only."), Copy);
    private static readonly Marshaller<byte[]> Reply = new(reply => reply, bytes => bytes);

    public Task<byte[]> Export(PooledBytes request, ServerCallContext context)
    {
        using (request)
        {
            try
            {
                var reply = OtlpReply.ToProtobuf(inlet.Take(signal, OtlpTransport.Grpc, request.Span));
                return reply.Length == 0 ? AllTaken : Task.FromResult(reply);
            }
            catch (InvalidProtocolBufferException error)
            {
                throw new RpcException(new Status(StatusCode.InvalidArgument, error.Message));
            }
        }
    }

    protected static Method<PooledBytes, byte[]> MethodOf(OtlpSignal signal) =>
        new(MethodType.Unary, signal.GrpcService, OtlpSignal.GrpcMethod, Request, Reply);

    private static PooledBytes Copy(DeserializationContext context)
    {
        var bytes = new PooledBytes(context.PayloadLength);
        foreach (var piece in context.PayloadAsReadOnlySequence())
            bytes.Append(piece.Span);
        return bytes;
    }
}
