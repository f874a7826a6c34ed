using System.Diagnostics.CodeAnalysis;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>An interceptor by its type: taken from the call's services when it is registered there, made for the call when not.</summary>
public sealed class InterceptorRegistration
{
    private readonly object[] _arguments;
    private readonly Lazy<ObjectFactory> _factory;

    internal InterceptorRegistration([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] Type type, object[] arguments)
    {
        if (!typeof(Interceptor).IsAssignableFrom(type)) { throw new ArgumentException($"{type} is no interceptor.", nameof(type)); }
        Type = type;
        _arguments = arguments;
        _factory = new Lazy<ObjectFactory>(() => ActivatorUtilities.CreateFactory(type, [.. arguments.Select(argument => argument.GetType())]));
    }

    /// <summary>The interceptor's type.</summary>
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)]
    public Type Type { get; }

    /// <summary>Constructor arguments that do not come from the services.</summary>
    public IReadOnlyList<object> Arguments => _arguments;

    internal Interceptor Resolve(IServiceProvider services, out bool isOurs)
    {
        var registered = _arguments.Length == 0 ? services.GetService(Type) : null;
        isOurs = registered is null;
        return (Interceptor)(registered ?? _factory.Value(services, _arguments));
    }
}
