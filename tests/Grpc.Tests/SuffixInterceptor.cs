using Grpc.Core;
using Grpc.Core.Interceptors;
using OtelShop.Grpc.Tests.Protos;

namespace OtelShop.Grpc.Tests;

/// <summary>Adds a suffix to the text of requests, on either side.</summary>
internal sealed class SuffixInterceptor(string suffix) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) => continuation(Suffixed(request), context);

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Suffixed(request), context);

    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        TRequest request, ClientInterceptorContext<TRequest, TResponse> context, BlockingUnaryCallContinuation<TRequest, TResponse> continuation) =>
        continuation(Suffixed(request), context);

    private TRequest Suffixed<TRequest>(TRequest request)
        where TRequest : class => request is Ping ping ? (TRequest)(object)new Ping { Text = ping.Text + suffix } : request;
}
