using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OpenFeature;
using OpenFeature.Model;
using OpenFeature.Providers.Flagd;

namespace OtelShop.Bench.FlagsBench;

/// <summary>How long an evaluation takes from the moment on at which the daemon is killed or stopped, with eight callers.</summary>
internal static class OutageBench
{
    private const int Callers = 8;
    private const int Rounds = 3;

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static async Task RunAsync()
    {
        Console.WriteLine("evaluation of a rule in an outage, ms               p50        p99    longest   evaluations");
        foreach (var signal in new[] { "KILL", "STOP" })
        {
            foreach (var resolver in new[] { "in-process", "rpc" })
            {
                var rounds = new List<double[]>();
                for (var round = 0; round < Rounds; round++)
                    rounds.Add(await RoundAsync(resolver, signal));
                Console.WriteLine($"  {resolver + ", daemon " + (signal == "KILL" ? "killed" : "frozen"),-40}{Median(rounds, 0),11:N4}{Median(rounds, 1),11:N4}{Median(rounds, 2),11:N1}{Median(rounds, 3),14:N0}");
            }
        }
    }

    private static double Median(List<double[]> rounds, int index) => rounds.Select(round => round[index]).Order().ElementAt(Rounds / 2);

    private static async Task<double[]> RoundAsync(string resolver, string signal)
    {
        using var daemon = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, "daemon") { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        try
        {
            var address = new Uri((await daemon.StandardOutput.ReadLineAsync())!);
            var api = new Api();
            var options = new FlagdOptions { Resolver = resolver };
            await api.SetProviderAsync(new FlagdProvider(address, options, TimeProvider.System, NullLogger<FlagdProvider>.Instance));
            IFeatureClient client = api.GetClient();
            await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => CallAsync(client, TimeSpan.FromSeconds(1))));
            await SignalAsync(daemon, signal);
            var times = (await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => CallAsync(client, Duration)))).SelectMany(own => own).Order().ToList();
            await api.ShutdownAsync();
            return [times[times.Count / 2], times[(int)(times.Count * 0.99)], times[^1], times.Count];
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync();
        }
    }

    private static async Task SignalAsync(Process daemon, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{daemon.Id}"]);
        await kill.WaitForExitAsync();
    }

    private static async Task<List<double>> CallAsync(IFeatureClient client, TimeSpan duration)
    {
        var context = EvaluationContext.Builder().Set("product_id", "OLJCESPC7Z").Build();
        var times = new List<double>();
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(2));
        for (var end = Stopwatch.GetTimestamp() + duration.TotalSeconds * Stopwatch.Frequency; Stopwatch.GetTimestamp() < end;)
        {
            var start = Stopwatch.GetTimestamp();
            await client.GetBooleanValueAsync("targeted", false, context);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await pace.WaitForNextTickAsync();
        }

        return times;
    }
}
