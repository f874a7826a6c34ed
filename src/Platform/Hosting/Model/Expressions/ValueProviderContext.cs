namespace Aspire.Hosting.ApplicationModel;

/// <summary>For whom a value is evaluated: the same endpoint has one address on this machine and another inside of a container.</summary>
public sealed class ValueProviderContext
{
    /// <summary>Whether the application runs or is published. Null when that does not matter.</summary>
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    /// <summary>The resource that receives the value. Null when nobody in particular does.</summary>
    public IResource? Caller { get; init; }

    /// <summary>The network on which the receiver lives. Null means this machine.</summary>
    public NetworkIdentifier? Network { get; init; }

    /// <summary>The one replica of <see cref="Caller"/> that receives the value; it has its own ports and identity.</summary>
    internal ResourceInstance? Instance { get; init; }
}
