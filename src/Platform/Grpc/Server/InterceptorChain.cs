using System.Collections.Immutable;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server;

/// <summary>Joins interceptors and a service's method into one delegate, once, when the service is mapped.</summary>
internal static class InterceptorChain
{
    public static UnaryServerMethod<TRequest, TResponse> Join<TRequest, TResponse>(
        ImmutableArray<InterceptorRegistration> interceptors, UnaryServerMethod<TRequest, TResponse> last)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(last, (next, registration) =>
            (request, context) => Resolve(registration, context).UnaryServerHandler(request, context, next));

    public static ClientStreamingServerMethod<TRequest, TResponse> Join<TRequest, TResponse>(
        ImmutableArray<InterceptorRegistration> interceptors, ClientStreamingServerMethod<TRequest, TResponse> last)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(last, (next, registration) =>
            (requests, context) => Resolve(registration, context).ClientStreamingServerHandler(requests, context, next));

    public static ServerStreamingServerMethod<TRequest, TResponse> Join<TRequest, TResponse>(
        ImmutableArray<InterceptorRegistration> interceptors, ServerStreamingServerMethod<TRequest, TResponse> last)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(last, (next, registration) =>
            (request, responses, context) => Resolve(registration, context).ServerStreamingServerHandler(request, responses, context, next));

    public static DuplexStreamingServerMethod<TRequest, TResponse> Join<TRequest, TResponse>(
        ImmutableArray<InterceptorRegistration> interceptors, DuplexStreamingServerMethod<TRequest, TResponse> last)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(last, (next, registration) =>
            (requests, responses, context) => Resolve(registration, context).DuplexStreamingServerHandler(requests, responses, context, next));

    private static Interceptor Resolve(InterceptorRegistration registration, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var interceptor = registration.Resolve(http.RequestServices, out var isOurs);
        if (isOurs) { Disposal.Register(http, interceptor); }
        return interceptor;
    }
}
