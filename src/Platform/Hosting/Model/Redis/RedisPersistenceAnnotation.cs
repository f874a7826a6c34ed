namespace Aspire.Hosting.ApplicationModel;

/// <summary>How often a server that speaks Redis writes its data down.</summary>
/// <param name="interval">At most this often.</param>
/// <param name="keysChangedThreshold">Only when this many keys changed.</param>
internal sealed class RedisPersistenceAnnotation(TimeSpan interval, long keysChangedThreshold) : IResourceAnnotation
{
    public TimeSpan Interval { get; } = interval;

    public long KeysChangedThreshold { get; } = keysChangedThreshold;
}
