using Grpc.Core;
using Grpc.Core.Interceptors;

namespace OtelShop.FaultInjection;

/// <summary>Breaks gRPC calls inside of what turns exceptions into statuses, so that they fail as calls of this service do.</summary>
internal sealed class FaultInterceptor(RequestFaults faults) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var effect = EffectOn(context);
        return effect.IsCompletedSuccessfully ? continuation(request, context) : AfterAsync(effect, request, context, continuation);
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        var effect = EffectOn(context);
        return effect.IsCompletedSuccessfully
            ? continuation(request, responseStream, context)
            : AfterAsync(effect, request, responseStream, context, continuation);
    }

    private static async Task<TResponse> AfterAsync<TRequest, TResponse>(
        Task effect, TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        await effect;
        return await continuation(request, context);
    }

    private static async Task AfterAsync<TRequest, TResponse>(
        Task effect,
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
        where TRequest : class
        where TResponse : class
    {
        await effect;
        await continuation(request, responseStream, context);
    }

    private Task EffectOn(ServerCallContext context) =>
        IsInfrastructure(context.Method) ? Task.CompletedTask : faults.AffectAsync(context.CancellationToken);

    // Probes and reflection; flagd itself must stay able to turn the fault off.
    private static bool IsInfrastructure(string method) =>
        method.StartsWith("/grpc.", StringComparison.Ordinal) || method.StartsWith("/flagd.", StringComparison.Ordinal);
}
