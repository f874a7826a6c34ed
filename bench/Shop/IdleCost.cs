using System.Diagnostics;

namespace OtelShop.Bench.Shop;

/// <summary>
/// What the dashboard costs while nobody shops: the host's processor time with it less the same without it. The dashboard lives in the host's
/// process, and so does this program; what it does while it waits is nothing in both.
/// </summary>
internal static class IdleCost
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(40);

    public static async Task RunAsync(int rounds)
    {
        List<double> without = [], with = [];
        for (var round = 1; round <= rounds; round++)
        {
            without.Add(await MeasureAsync(dashboard: false));
            with.Add(await MeasureAsync(dashboard: true));
            Console.WriteLine($"round {round}: the host at rest takes {without[^1]:F2} % of a core, with dashboard {with[^1]:F2} %");
        }

        Console.WriteLine($"the dashboard at rest takes {Median(with) - Median(without):F2} % of a core (difference of the medians of {rounds} rounds)");
    }

    private static async Task<double> MeasureAsync(bool dashboard)
    {
        await using var shop = await RunningShop.StartAsync(dashboard);
        await Task.Delay(Settling);
        using var host = Process.GetCurrentProcess();
        var before = host.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        await Task.Delay(Measured);
        host.Refresh();
        return 100 * (host.TotalProcessorTime - before) / clock.Elapsed;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
