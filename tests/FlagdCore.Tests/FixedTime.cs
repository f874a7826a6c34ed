namespace OtelShop.FlagdCore.Tests;

/// <summary>A clock that stands.</summary>
public sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
