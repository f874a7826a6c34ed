using Grpc.Core;

namespace Grpc.AspNetCore.Server;

internal sealed class DuplexStreamingCallHandler<TRequest, TResponse>(
    ServerMethod method, Method<TRequest, TResponse> contract, DuplexStreamingServerMethod<TRequest, TResponse> invoke) : CallHandler(method)
    where TRequest : class
    where TResponse : class
{
    private readonly Func<DeserializationContext, TRequest> _deserializer = contract.RequestMarshaller.ContextualDeserializer;
    private readonly Action<TResponse, SerializationContext> _serializer = contract.ResponseMarshaller.ContextualSerializer;

    protected override async Task RunAsync(ServerCall call)
    {
        try
        {
            if (call.TryOpen())
            {
                var requests = new ServerStreamReader<TRequest>(call, _deserializer);
                await invoke(requests, new ServerStreamWriter<TResponse>(call, _serializer), call).ConfigureAwait(false);
            }

            call.End();
        }
        catch (Exception error)
        {
            call.Fail(error);
        }

        await call.CloseAsync().ConfigureAwait(false);
    }
}
