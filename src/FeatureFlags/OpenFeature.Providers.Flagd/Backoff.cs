namespace OpenFeature.Providers.Flagd;

/// <summary>Pauses that double up to a limit; each is cut by up to a half, so that the services of a shop do not come back all at once.</summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Random random)
{
    private int _attempts;

    public TimeSpan Next()
    {
        var pause = Math.Min(longest.TotalMilliseconds, first.TotalMilliseconds * Math.Pow(2, Math.Min(_attempts++, 30)));
        return TimeSpan.FromMilliseconds(pause * (1 - random.NextDouble() / 2));
    }

    public void Reset() => _attempts = 0;
}
