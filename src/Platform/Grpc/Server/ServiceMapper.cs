using System.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.AspNetCore.Server;

/// <summary>Receives the methods of a service and makes an endpoint of each. Reflection ends here: calls go through delegates.</summary>
internal sealed class ServiceMapper<TService>(IEndpointRouteBuilder endpoints, MethodSettings settings, ServerSurroundings surroundings) : ServiceBinderBase
    where TService : class
{
    private readonly ServiceActivator<TService> _activator = new(endpoints.ServiceProvider);
    private readonly List<IEndpointConventionBuilder> _mapped = [];
    private readonly HashSet<string> _serviceNames = [];

    private delegate Task<TResponse> Unary<TRequest, TResponse>(TService service, TRequest request, ServerCallContext context);

    private delegate Task<TResponse> ClientStreaming<TRequest, TResponse>(TService service, IAsyncStreamReader<TRequest> requests, ServerCallContext context);

    private delegate Task ServerStreaming<TRequest, TResponse>(
        TService service, TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context);

    private delegate Task DuplexStreaming<TRequest, TResponse>(
        TService service, IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context);

    public IReadOnlyList<IEndpointConventionBuilder> Mapped => _mapped;

    public IReadOnlyCollection<string> ServiceNames => _serviceNames;

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Bind<Unary<TRequest, TResponse>>(method, out var implementation);
        Task<TResponse> Last(TRequest request, ServerCallContext context) => invoke(_activator.Activate(context.GetHttpContext()), request, context);
        Map(method, implementation, server => new UnaryCallHandler<TRequest, TResponse>(server, method, InterceptorChain.Join<TRequest, TResponse>(settings.Interceptors, Last)));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Bind<ClientStreaming<TRequest, TResponse>>(method, out var implementation);
        Task<TResponse> Last(IAsyncStreamReader<TRequest> requests, ServerCallContext context) =>
            invoke(_activator.Activate(context.GetHttpContext()), requests, context);
        Map(method, implementation, server => new ClientStreamingCallHandler<TRequest, TResponse>(
            server, method, InterceptorChain.Join<TRequest, TResponse>(settings.Interceptors, Last)));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Bind<ServerStreaming<TRequest, TResponse>>(method, out var implementation);
        Task Last(TRequest request, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
            invoke(_activator.Activate(context.GetHttpContext()), request, responses, context);
        Map(method, implementation, server => new ServerStreamingCallHandler<TRequest, TResponse>(
            server, method, InterceptorChain.Join<TRequest, TResponse>(settings.Interceptors, Last)));
    }

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var invoke = Bind<DuplexStreaming<TRequest, TResponse>>(method, out var implementation);
        Task Last(IAsyncStreamReader<TRequest> requests, IServerStreamWriter<TResponse> responses, ServerCallContext context) =>
            invoke(_activator.Activate(context.GetHttpContext()), requests, responses, context);
        Map(method, implementation, server => new DuplexStreamingCallHandler<TRequest, TResponse>(
            server, method, InterceptorChain.Join<TRequest, TResponse>(settings.Interceptors, Last)));
    }

    private static TDelegate Bind<TDelegate>(IMethod method, out MethodInfo implementation)
        where TDelegate : Delegate
    {
        var parameters = typeof(TDelegate).GetMethod(nameof(Action.Invoke))!.GetParameters().Skip(1).Select(parameter => parameter.ParameterType).ToArray();
        implementation = typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
            ?? throw new InvalidOperationException($"{typeof(TService)} has no public method '{method.Name}' for {method.FullName}.");
        return implementation.CreateDelegate<TDelegate>();
    }

    private void Map(IMethod method, MethodInfo implementation, Func<ServerMethod, CallHandler> make)
    {
        _serviceNames.Add(method.ServiceName);
        var handler = make(new ServerMethod(method, settings, surroundings));
        var endpoint = endpoints.Map(RoutePatternFactory.Parse(method.FullName), handler.HandleAsync);
        endpoint.Add(builder =>
        {
            builder.DisplayName = $"gRPC - {method.FullName}";
            builder.Metadata.Add(new GrpcMethodMetadata(typeof(TService), method));
            builder.Metadata.Add(new HttpMethodMetadata([HttpMethods.Post]));
            foreach (var attribute in typeof(TService).GetCustomAttributes(inherit: true)) { builder.Metadata.Add(attribute); }
            foreach (var attribute in implementation.GetCustomAttributes(inherit: true)) { builder.Metadata.Add(attribute); }
        });
        _mapped.Add(endpoint);
    }
}
