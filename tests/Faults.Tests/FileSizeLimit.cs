using System.Diagnostics;
using System.Globalization;

namespace OtelShop.Faults.Tests;

/// <summary>Lets the processes of a resource write no file beyond its first 64 KiB, which ends their writes as a full disk does.</summary>
internal static class FileSizeLimit
{
    private const string Limit = "65536:";
    private const string NoLimit = "unlimited:";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Applies the limit for a time, also to processes that start in this time.</summary>
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
            // A process may be limited by its own user.
            string[] command = ["prlimit", "--pid", process.ToString(CultureInfo.InvariantCulture), $"--fsize={limit}"];
            if (Environment.IsPrivilegedProcess)
                command = ["setpriv", $"--reuid={StatusOf(process, "Uid")}", $"--regid={StatusOf(process, "Gid")}", "--clear-groups", .. command];
            using var set = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            await set.WaitForExitAsync();
            if (set.ExitCode != 0 && StatusOf(process, "State") is { Length: > 0 } and not "Z")
                throw new InvalidOperationException($"Process {process} of {resource} was not limited: {await set.StandardError.ReadToEndAsync()}");
        }
    }

    private static int[] ChildrenOf(int parent) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           let id = int.TryParse(Path.GetFileName(folder), out var number) ? number : 0
           where id > 0 && StatusOf(id, "PPid") == parent.ToString(CultureInfo.InvariantCulture)
           select id,
    ];

    /// <returns>The first value of a line of /proc/N/status, see proc(5). Empty when the process has ended.</returns>
    private static string StatusOf(int process, string name)
    {
        try
        {
            return File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?.Split((char[])['\t', ' '])[1] ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
