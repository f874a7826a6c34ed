using Aspire.Hosting.Local.Processes;

namespace Aspire.Hosting.Tests.Local;

/// <summary>Waits for what the kernel tells nobody.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Returns when the process is no more, or no more than its own death certificate.</summary>
    public static Task Gone(int process) => True(() => ProcessIdentity.Of(process) is null);

    public static async Task True(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!condition())
            await tick.WaitForNextTickAsync(limit.Token);
    }
}
