using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace OtelShop.Bench.Shop;

/// <summary>
/// How long it takes until every service acts on a changed flag. The flag is <c>errorBudgetBurn</c> for all services: while it is on, every
/// request fails, and each service is asked over and over. The clock starts when the change is sent to the daemon, so saving the flags is
/// part of the time. Accounting and fraud-detection answer no requests, so nothing can be asked of them; they listen as all others do.
/// </summary>
internal sealed class FlagPropagation(HttpClient daemon, IReadOnlyList<FlagProbe> probes)
{
    private const string Flag = "/feature/api/flags/errorBudgetBurn";
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(30);

    public static async Task RunAsync(int changes)
    {
        await using var running = await RunningShop.StartAsync();
        var shop = running.Application;
        using var daemon = shop.CreateHttpClient("flagd", "http");
        daemon.DefaultRequestHeaders.Authorization = new("Bearer", shop.Services.GetRequiredService<IConfiguration>()["AppHost:BrowserToken"]);
        var measurement = new FlagPropagation(daemon, [.. FlagProbe.All(shop)]);

        await measurement.ChangeAsync(on: true);
        await measurement.ChangeAsync(on: false);
        List<(string Service, double Milliseconds)> times = [];
        for (var change = 0; change < changes; change++)
            times.AddRange(await measurement.ChangeAsync(on: change % 2 == 0));
        Report(times, changes);
    }

    private static void Report(List<(string Service, double Milliseconds)> times, int changes)
    {
        foreach (var service in times.GroupBy(time => time.Service, time => time.Milliseconds).OrderBy(group => group.Key, StringComparer.Ordinal))
            Console.WriteLine($"{service.Key,-16} median {Median(service),6:F0} ms, maximum {service.Max(),6:F0} ms");
        var all = times.Select(time => time.Milliseconds).ToList();
        Console.WriteLine($"{changes} changes, {all.Count / changes} services: median {Median(all):F0} ms, maximum {all.Max():F0} ms");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);

    private async Task<IReadOnlyCollection<(string Service, double Milliseconds)>> ChangeAsync(bool on)
    {
        var variant = on ? "1000x" : "off";
        using var limit = new CancellationTokenSource(GiveUp);
        var clock = Stopwatch.StartNew();
        var acting = probes.Select(probe => ActsAsync(probe, on, clock, limit.Token)).ToList();
        using var answer = await daemon.PatchAsJsonAsync(
            Flag, new JsonObject { ["targeting"] = new JsonObject { ["if"] = new JsonArray(true, variant, variant) } }, limit.Token);
        answer.EnsureSuccessStatusCode();
        return await Task.WhenAll(acting);
    }

    private static async Task<(string Service, double Milliseconds)> ActsAsync(FlagProbe probe, bool on, Stopwatch clock, CancellationToken limit)
    {
        using var timer = new PeriodicTimer(FlagProbe.Interval);
        while (await probe.IsFailingAsync(limit) != on)
            await timer.WaitForNextTickAsync(limit);
        return (probe.Service, clock.Elapsed.TotalMilliseconds);
    }
}
