using OpenFeature;
using OtelShop.FaultInjection;

namespace OtelShop.ImageProvider;

/// <summary>Delays pictures of products while <c>imageSlowLoad</c> is on.</summary>
internal sealed class SlowPictures(IFeatureClient flags, TimeProvider clock)
{
    private const string Flag = "imageSlowLoad";
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Waits as long as the flag says, at most a minute and not longer than the flag is on.</summary>
    /// <returns>Whether the picture was delayed.</returns>
    /// <exception cref="OperationCanceledException">The client has left.</exception>
    public async Task<bool> DelayAsync(Picture picture, CancellationToken cancellationToken)
    {
        if (!picture.IsProduct || !(await flags.GetDoubleValueAsync(Flag, 0, cancellationToken: cancellationToken) is var milliseconds and > 0))
            return false;
        var delay = TimeSpan.FromMilliseconds(Math.Min(milliseconds, Longest.TotalMilliseconds));
        await flags.PauseAsync(Flag, delay, clock, cancellationToken);
        return true;
    }
}
