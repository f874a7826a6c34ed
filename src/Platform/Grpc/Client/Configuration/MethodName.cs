namespace Grpc.Net.Client.Configuration;

/// <summary>Names one method, all of a service (no method), or all (neither).</summary>
public sealed class MethodName
{
    /// <summary>All methods of all services.</summary>
    public static readonly MethodName Default = new();

    /// <summary>The service with its package; null for all.</summary>
    public string? Service { get; init; }

    /// <summary>The method; null for all of the service.</summary>
    public string? Method { get; init; }
}
