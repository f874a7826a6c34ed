using Grpc.Core;
using OtelShop.Flagd.Listeners;

namespace OtelShop.Flagd.Connect;

/// <summary>Binds the methods of a generated gRPC service to Connect and gRPC-Web routes. The content type selects the protocol.</summary>
internal sealed class ConnectBinder(IEndpointRouteBuilder routes, TimeProvider time) : ServiceBinderBase
{
    private static readonly ContentTypes Unary = new("application/json", "application/proto");
    private static readonly ContentTypes Streaming = new("application/connect+json", "application/connect+proto");
    private static readonly ContentTypes GrpcWeb = new("application/grpc-web", "application/grpc-web+proto");

    private readonly List<IEndpointConventionBuilder> _mapped = [];

    public IReadOnlyList<IEndpointConventionBuilder> Mapped => _mapped;

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        Map(method, Unary, new UnaryCall<TRequest, TResponse>(method.FullName, handler!, time).HandleAsync);
        Map(method, GrpcWeb, new GrpcWebCall<TRequest, TResponse>(method.FullName, AnswerAsync, time).HandleAsync);

        async Task AnswerAsync(TRequest request, IServerStreamWriter<TResponse> writer, ServerCallContext context) =>
            await writer.WriteAsync(await handler!(request, context));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        Map(method, Streaming, new ServerStreamCall<TRequest, TResponse>(method.FullName, handler!, time).HandleAsync);
        Map(method, GrpcWeb, new GrpcWebCall<TRequest, TResponse>(method.FullName, handler!, time).HandleAsync);
    }

    private void Map(IMethod method, ContentTypes contentTypes, RequestDelegate handler) =>
        _mapped.Add(routes.MapPost(method.FullName, handler).WithDisplayName($"Connect {method.FullName}").WithMetadata(contentTypes));
}
