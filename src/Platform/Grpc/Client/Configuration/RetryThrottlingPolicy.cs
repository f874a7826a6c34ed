namespace Grpc.Net.Client.Configuration;

/// <summary>A budget of tokens: each failure takes one, each success gives some back; below half of it nothing is repeated.</summary>
public sealed class RetryThrottlingPolicy
{
    /// <summary>The tokens at the start, and the most there are.</summary>
    public int? MaxTokens { get; set; }

    /// <summary>What a success gives back.</summary>
    public double? TokenRatio { get; set; }
}
