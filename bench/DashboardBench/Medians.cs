using System.Diagnostics;

namespace OtelShop.Bench.DashboardBench;

internal static class Medians
{
    private const int WarmUps = 3;

    public static TimeSpan Of(int rounds, Action measured) => OfAsync(rounds, () =>
    {
        measured();
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    public static async Task<TimeSpan> OfAsync(int rounds, Func<Task> measured)
    {
        var times = new List<TimeSpan>();
        for (var round = -WarmUps; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await measured();
            if (round >= 0)
                times.Add(watch.Elapsed);
        }

        return times.Order().ElementAt(rounds / 2);
    }
}
