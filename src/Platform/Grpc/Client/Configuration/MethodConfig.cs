namespace Grpc.Net.Client.Configuration;

/// <summary>Settings of some methods.</summary>
public sealed class MethodConfig
{
    /// <summary>The methods.</summary>
    public IList<MethodName> Names { get; } = [];

    /// <summary>How failed calls are repeated; null for not at all. Only for methods that may run twice.</summary>
    public RetryPolicy? RetryPolicy { get; set; }
}
