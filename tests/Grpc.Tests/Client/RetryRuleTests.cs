using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace OtelShop.Grpc.Tests.Client;

public sealed class RetryRuleTests
{
    private readonly RetryPolicy _policy = new()
    {
        MaxAttempts = 5,
        InitialBackoff = TimeSpan.FromSeconds(1),
        MaxBackoff = TimeSpan.FromSeconds(5),
        BackoffMultiplier = 2,
        RetryableStatusCodes = { StatusCode.Unavailable },
    };

    [Theory]
    [InlineData(1, 0, 800)]
    [InlineData(1, 0.5, 1000)]
    [InlineData(1, 1, 1200)]
    [InlineData(2, 0.5, 2000)]
    [InlineData(3, 0.5, 4000)]
    [InlineData(4, 0.5, 5000)]
    [InlineData(500, 0.5, 5000)]
    public void Waits_grow_to_a_bound_give_or_take_a_fifth(int attempt, double chance, double milliseconds) =>
        Assert.Equal(milliseconds, new RetryRule(_policy, null).BackOffAfter(attempt, chance).TotalMilliseconds, precision: 3);

    [Fact]
    public void The_channel_bounds_the_attempts_of_a_policy() => Assert.Equal(3, new RetryRule(_policy, 3).MaxAttempts);

    [Fact]
    public void A_single_attempt_is_no_retry()
    {
        _policy.MaxAttempts = 1;

        Assert.Throws<InvalidOperationException>(() => new RetryRule(_policy, null));
    }

    [Fact]
    public void A_budget_refuses_at_half_and_recovers()
    {
        var budget = new RetryBudget(new RetryThrottlingPolicy { MaxTokens = 4, TokenRatio = 1 });

        Assert.Equal([true, false, false], [budget.TryFail(), budget.TryFail(), budget.TryFail()]);
        for (var i = 0; i < 4; i++) { budget.Succeeded(); }
        Assert.True(budget.TryFail());
    }
}
