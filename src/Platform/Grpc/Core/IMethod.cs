namespace Grpc.Core;

/// <summary>A method of a service, without its message types.</summary>
public interface IMethod
{
    /// <summary>Which side sends how many messages.</summary>
    MethodType Type { get; }

    /// <summary>The service with its package: <c>oteldemo.CartService</c>.</summary>
    string ServiceName { get; }

    /// <summary>The method alone: <c>AddItem</c>.</summary>
    string Name { get; }

    /// <summary>The path on the wire: <c>/oteldemo.CartService/AddItem</c>.</summary>
    string FullName { get; }
}
