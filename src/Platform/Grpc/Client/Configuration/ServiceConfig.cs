namespace Grpc.Net.Client.Configuration;

/// <summary>How a channel balances load and repeats calls.</summary>
public sealed class ServiceConfig
{
    /// <summary>Settings of methods. The most specific name wins: method, then service, then <see cref="MethodName.Default"/>.</summary>
    public IList<MethodConfig> MethodConfigs { get; } = [];

    /// <summary>Ways to balance load, the first one is used. Default pick_first.</summary>
    public IList<LoadBalancingConfig> LoadBalancingConfigs { get; } = [];

    /// <summary>Stops repeating when a server fails too often; null for no such stop.</summary>
    public RetryThrottlingPolicy? RetryThrottling { get; set; }
}
