using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client;

/// <summary>The tokens of a retry throttling policy.</summary>
internal sealed class RetryBudget
{
    private readonly Lock _gate = new();
    private readonly double _most;
    private readonly double _ratio;
    private double _tokens;

    public RetryBudget(RetryThrottlingPolicy policy)
    {
        _most = policy.MaxTokens is > 0 and <= 1000 ? policy.MaxTokens.Value : throw new InvalidOperationException("Retry throttling has MaxTokens from 1 to 1000.");
        _ratio = policy.TokenRatio is > 0 ? policy.TokenRatio.Value : throw new InvalidOperationException("Retry throttling has a TokenRatio above zero.");
        _tokens = _most;
    }

    public void Succeeded()
    {
        lock (_gate) { _tokens = Math.Min(_tokens + _ratio, _most); }
    }

    /// <summary>Takes a token; false when no repeating is allowed now.</summary>
    public bool TryFail()
    {
        lock (_gate)
        {
            _tokens = Math.Max(_tokens - 1, 0);
            return _tokens > _most / 2;
        }
    }
}
