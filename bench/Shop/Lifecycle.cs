using System.Diagnostics;
using System.Globalization;

namespace OtelShop.Bench.Shop;

/// <summary>Start until everything is healthy, memory at rest, and how long the processes stay after a stop and after a kill of the AppHost.</summary>
internal static class Lifecycle
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly string AppHost = Path.Combine(Path.GetDirectoryName(Projects.AppHost.ProjectPath)!, "bin", "Release", "net10.0", "AppHost.dll");

    // The line with which the AppHost says that every resource is healthy.
    private const string Ready = "Everything is healthy";

    /// <summary>Alternates between our realization of the model and Aspire's defaults (dotnet run wrappers, proxies).</summary>
    public static async Task RunAsync(int rounds)
    {
        List<Figures> ours = [], defaults = [];
        for (var round = 1; round <= rounds; round++)
        {
            ours.Add(await MeasureAsync("ours"));
            defaults.Add(await MeasureAsync("Aspire's defaults", "--AppHost:AspireDefaults=true"));
        }

        Console.WriteLine($"start: {Median(ours, f => f.Start):F1} s, {Ratio(ours, defaults, f => f.Start):F2} of Aspire's defaults");
        Console.WriteLine($"memory at rest (PSS): {Median(ours, f => f.Megabytes):F0} MB, {Ratio(ours, defaults, f => f.Megabytes):F2} of Aspire's defaults");
        Console.WriteLine($"gone after SIGTERM: {Median(ours, f => f.Stop):F1} s; after kill -9 of the AppHost: {Median(ours, f => f.Kill):F1} s");
    }

    private static async Task<Figures> MeasureAsync(string name, params string[] arguments)
    {
        var data = Directory.CreateTempSubdirectory("otelshop-bench-");
        try
        {
            string[] all = [$"--AppHost:DataDirectory={data.FullName}", .. arguments];
            var (start, megabytes, stop) = await StartAndStopAsync(all, "TERM");
            var (_, _, kill) = await StartAndStopAsync(all, "KILL");
            Console.WriteLine($"{name}: healthy after {start:F1} s, {megabytes:F0} MB, gone {stop:F1} s after SIGTERM and {kill:F1} s after SIGKILL");
            return new Figures(start, megabytes, stop, kill);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<(double Start, double Megabytes, double Gone)> StartAndStopAsync(string[] arguments, string signal)
    {
        using var limit = new CancellationTokenSource(Limit);
        var clock = Stopwatch.StartNew();
        using var host = Process.Start(new ProcessStartInfo("dotnet", [AppHost, .. arguments])
        {
            RedirectStandardOutput = true,
        })!;
        while (await host.StandardOutput.ReadLineAsync(limit.Token) is { } line && !line.Contains(Ready, StringComparison.Ordinal))
        {
            if (host.HasExited)
                throw new InvalidOperationException("The AppHost ended before everything was healthy.");
        }

        var start = clock.Elapsed.TotalSeconds;
        // Nothing reads the console from here on, and a full pipe would stop the AppHost.
        _ = host.StandardOutput.BaseStream.CopyToAsync(Stream.Null, limit.Token);
        await Task.Delay(Rest, limit.Token);
        var processes = ProcessMemory.OfTree(host.Id);
        clock.Restart();
        using (var kill = Process.Start("kill", [$"-{signal}", host.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(limit.Token);
        while (processes.Any(process => ProcessMemory.IsAlive(process.Id)))
            await Task.Delay(50, limit.Token);
        return (start, processes.Sum(process => process.Megabytes), clock.Elapsed.TotalSeconds);
    }

    private static double Median(IEnumerable<Figures> all, Func<Figures, double> figure) => all.Select(figure).Order().ElementAt(all.Count() / 2);

    private static double Ratio(List<Figures> ours, List<Figures> defaults, Func<Figures, double> figure) =>
        ours.Zip(defaults, (a, b) => figure(a) / figure(b)).Order().ElementAt(ours.Count / 2);

    private sealed record Figures(double Start, double Megabytes, double Stop, double Kill);
}
