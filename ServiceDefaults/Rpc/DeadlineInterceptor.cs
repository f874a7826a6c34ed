using Grpc.Core;
using Grpc.Core.Interceptors;

namespace OtelShop.ServiceDefaults.Rpc;

/// <summary>Gives unary calls without a deadline one, so that no caller waits for ever. A stream may last.</summary>
internal sealed class DeadlineInterceptor(TimeProvider clock) : Interceptor
{
    private static readonly TimeSpan Default = TimeSpan.FromSeconds(10);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithDeadline(context));

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(request, WithDeadline(context));

    private ClientInterceptorContext<TRequest, TResponse> WithDeadline<TRequest, TResponse>(ClientInterceptorContext<TRequest, TResponse> context)
        where TRequest : class
        where TResponse : class =>
        context.Options.Deadline is null
            ? new(context.Method, context.Host, context.Options.WithDeadline(clock.GetUtcNow().UtcDateTime + Default))
            : context;
}
