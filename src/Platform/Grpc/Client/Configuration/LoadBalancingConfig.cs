namespace Grpc.Net.Client.Configuration;

/// <summary>A way to balance load.</summary>
public abstract class LoadBalancingConfig
{
    /// <summary>The policy "pick_first".</summary>
    public const string PickFirstPolicyName = "pick_first";

    /// <summary>The policy "round_robin".</summary>
    public const string RoundRobinPolicyName = "round_robin";

    private protected LoadBalancingConfig(string policyName) => PolicyName = policyName;

    /// <summary>The policy's name.</summary>
    public string PolicyName { get; }
}
