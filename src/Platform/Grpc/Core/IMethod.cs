namespace Grpc.Core;

/// <summary>A method of a service, without the types of its messages.</summary>
public interface IMethod
{
    /// <summary>Which sides send several messages.</summary>
    MethodType Type { get; }

    /// <summary>The service with its package: "pkg.Service".</summary>
    string ServiceName { get; }

    /// <summary>The method without its service.</summary>
    string Name { get; }

    /// <summary>The path on the wire: "/pkg.Service/Method".</summary>
    string FullName { get; }
}
