namespace Grpc.Core;

/// <summary>Marks the base class of a service with the method that lists the service's methods. Generated code carries it.</summary>
/// <param name="bindType">The type that has the method.</param>
/// <param name="bindMethodName">A static method that takes a <see cref="ServiceBinderBase"/> and an instance of the service or null.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BindServiceMethodAttribute(Type bindType, string bindMethodName) : Attribute
{
    /// <summary>The type that has the method.</summary>
    public Type BindType { get; } = bindType;

    /// <summary>A static method that takes a <see cref="ServiceBinderBase"/> and an instance of the service or null.</summary>
    public string BindMethodName { get; } = bindMethodName;
}
