using Grpc.Core;

namespace Grpc.AspNetCore.Server;

internal sealed class ServerStreamingCallHandler<TRequest, TResponse>(
    ServerMethod method, Method<TRequest, TResponse> contract, ServerStreamingServerMethod<TRequest, TResponse> invoke) : CallHandler(method)
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
                var request = await call.ReadSingleAsync(_deserializer).ConfigureAwait(false);
                await invoke(request, new ServerStreamWriter<TResponse>(call, _serializer), call).ConfigureAwait(false);
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
