using Grpc.Core;

namespace Grpc.AspNetCore.Server;

internal sealed class ClientStreamingCallHandler<TRequest, TResponse>(
    ServerMethod method, Method<TRequest, TResponse> contract, ClientStreamingServerMethod<TRequest, TResponse> invoke) : CallHandler(method)
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
                var response = await invoke(new ServerStreamReader<TRequest>(call, _deserializer), call).ConfigureAwait(false);
                await call.EndWithAsync(response, _serializer).ConfigureAwait(false);
            }
            else
            {
                call.End();
            }
        }
        catch (Exception error)
        {
            call.Fail(error);
        }

        await call.CloseAsync().ConfigureAwait(false);
    }
}
