using System.Diagnostics;
using System.Globalization;

namespace OtelShop.Faults.Tests;

/// <summary>Lets the processes of a resource write no file beyond its first 64 KiB, which ends their writes as a full disk does.</summary>
internal static class FileSizeLimit
{
    private const string Limit = "65536:unlimited";
    private const string NoLimit = "unlimited:unlimited";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Applies the limit for a time, also to a process that is started meanwhile.</summary>
    public static async Task ApplyAsync(TestShop shop, string resource, TimeSpan duration)
    {
        using var timer = new PeriodicTimer(Interval);
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < duration; await timer.WaitForNextTickAsync())
            await SetAsync(shop, resource, Limit);
        await SetAsync(shop, resource, NoLimit);
    }

    private static async Task SetAsync(TestShop shop, string resource, string limit)
    {
        if (shop.ProcessOf(resource) is not { } parent)
            return;
        foreach (var process in ChildrenOf(parent).Prepend(parent))
        {
            using var set = Process.Start("prlimit", ["--pid", process.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}"]);
            await set.WaitForExitAsync();
        }
    }

    private static IEnumerable<int> ChildrenOf(int parent)
    {
        var path = $"/proc/{parent}/task/{parent}/children";
        return File.Exists(path) ? File.ReadAllText(path).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)) : [];
    }
}
