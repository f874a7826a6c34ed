namespace Grpc.Net.Client.Configuration;

/// <summary>Sends calls to all addresses in turn.</summary>
public sealed class RoundRobinConfig() : LoadBalancingConfig(RoundRobinPolicyName);
