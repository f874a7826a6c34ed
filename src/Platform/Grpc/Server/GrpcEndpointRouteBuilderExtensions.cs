using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps gRPC services.</summary>
public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>Serves the methods of a service.</summary>
    /// <typeparam name="TService">A class derived from a generated base class.</typeparam>
    /// <exception cref="InvalidOperationException"><c>AddGrpc</c> was not called, or the class is no generated service.</exception>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors | DynamicallyAccessedMemberTypes.PublicMethods)] TService>(
        this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.ServiceProvider;
        var mapped = services.GetService<MappedServices>()
            ?? throw new InvalidOperationException("gRPC services are not registered: call services.AddGrpc() first.");
        var all = services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value;
        var settings = MethodSettings.Join(all, services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value);
        var surroundings = new ServerSurroundings(
            services.GetRequiredService<ServerTelemetry>(),
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Grpc.AspNetCore.Server"),
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetService<CallPropagation>() is not null);

        var mapper = new ServiceMapper<TService>(builder, settings, surroundings);
        BindMethodOf(typeof(TService)).Invoke(null, [mapper, null]);
        foreach (var name in mapper.ServiceNames) { mapped.Add(name); }
        return new GrpcServiceEndpointConventionBuilder(mapper.Mapped);
    }

    private static MethodInfo BindMethodOf(Type service)
    {
        for (var type = service; type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } attribute) { continue; }
            return attribute.BindType.GetMethod(attribute.BindMethodName, BindingFlags.Public | BindingFlags.Static, [typeof(ServiceBinderBase), type])
                ?? throw new InvalidOperationException($"{attribute.BindType} has no static method {attribute.BindMethodName}({nameof(ServiceBinderBase)}, {type.Name}).");
        }

        throw new InvalidOperationException($"{service} does not derive from a generated service base class.");
    }
}
