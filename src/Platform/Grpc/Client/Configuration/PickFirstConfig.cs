namespace Grpc.Net.Client.Configuration;

/// <summary>Sends all calls to one address, and moves on to the next when it cannot be reached.</summary>
public sealed class PickFirstConfig() : LoadBalancingConfig(PickFirstPolicyName);
