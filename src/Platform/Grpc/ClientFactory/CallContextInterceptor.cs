using Grpc.AspNetCore.Server;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Http;

namespace Grpc.Net.ClientFactory;

/// <summary>Gives calls the deadline and the cancellation of the call that is being answered.</summary>
internal sealed class CallContextInterceptor(IHttpContextAccessor accessor, bool isContextOptional) : Interceptor
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var inner = Propagate(context, out var linked);
        using (linked) { return continuation(request, inner); }
    }

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, Propagate(context, out var linked));
        return linked is null ? call : new AsyncUnaryCall<TResponse>(call.ResponseAsync, new LinkedCallState(call.State, linked));
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(request, Propagate(context, out var linked));
        return linked is null ? call : new AsyncServerStreamingCall<TResponse>(call.ResponseStream, new LinkedCallState(call.State, linked));
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(Propagate(context, out var linked));
        return linked is null ? call : new AsyncClientStreamingCall<TRequest, TResponse>(call.RequestStream, call.ResponseAsync, new LinkedCallState(call.State, linked));
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, AsyncDuplexStreamingCallContinuation<TRequest, TResponse> continuation)
    {
        var call = continuation(Propagate(context, out var linked));
        return linked is null ? call : new AsyncDuplexStreamingCall<TRequest, TResponse>(call.RequestStream, call.ResponseStream, new LinkedCallState(call.State, linked));
    }

    private ClientInterceptorContext<TRequest, TResponse> Propagate<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context, out CancellationTokenSource? linked)
        where TRequest : class
        where TResponse : class
    {
        linked = null;
        if (accessor.HttpContext?.Features.Get<ServerCall>() is not ServerCallContext outer)
        {
            return isContextOptional
                ? context
                : throw new InvalidOperationException("There is no received call whose deadline and cancellation could be passed on.");
        }

        var options = context.Options;
        if (outer.Deadline < (options.Deadline ?? DateTime.MaxValue)) { options = options.WithDeadline(outer.Deadline); }
        if (!options.CancellationToken.CanBeCanceled)
        {
            options = options.WithCancellationToken(outer.CancellationToken);
        }
        else if (outer.CancellationToken.CanBeCanceled && options.CancellationToken != outer.CancellationToken)
        {
            linked = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken, outer.CancellationToken);
            options = options.WithCancellationToken(linked.Token);
        }

        return new ClientInterceptorContext<TRequest, TResponse>(context.Method, context.Host, options);
    }
}
