using Google.Protobuf;
using Grpc.Core;
using Grpc.Reflection.V1;

namespace Grpc.Reflection;

/// <summary>The same service under the name that tools older than its first version ask for. The messages are alike on the wire.</summary>
[BindServiceMethod(typeof(ReflectionAlphaService), nameof(BindService))]
internal sealed class ReflectionAlphaService(ReflectionService reflection)
{
    private static readonly Method<ServerReflectionRequest, ServerReflectionResponse> Info = new(
        MethodType.DuplexStreaming,
        "grpc.reflection.v1alpha.ServerReflection",
        nameof(ServerReflectionInfo),
        MarshallerOf(ServerReflectionRequest.Parser),
        MarshallerOf(ServerReflectionResponse.Parser));

    public static void BindService(ServiceBinderBase binder, ReflectionAlphaService? service) =>
        binder.AddMethod(Info, service is null ? null : new DuplexStreamingServerMethod<ServerReflectionRequest, ServerReflectionResponse>(service.ServerReflectionInfo));

    public Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requests, IServerStreamWriter<ServerReflectionResponse> responses, ServerCallContext context) =>
        reflection.ServerReflectionInfo(requests, responses, context);

    private static Marshaller<T> MarshallerOf<T>(MessageParser<T> parser)
        where T : IMessage<T> => Marshallers.Create(message => message.ToByteArray(), parser.ParseFrom);
}
