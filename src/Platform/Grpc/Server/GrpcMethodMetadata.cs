using Grpc.Core;

namespace Grpc.AspNetCore.Server;

/// <summary>Marks an endpoint with the method that it serves.</summary>
/// <param name="serviceType">The type that implements the service.</param>
/// <param name="method">The method.</param>
public sealed class GrpcMethodMetadata(Type serviceType, IMethod method)
{
    /// <summary>The type that implements the service.</summary>
    public Type ServiceType { get; } = serviceType;

    /// <summary>The method.</summary>
    public IMethod Method { get; } = method;
}
