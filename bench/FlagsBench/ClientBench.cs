using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OpenFeature;
using OpenFeature.Hooks;
using OpenFeature.Model;
using OpenFeature.Providers.Flagd;

namespace OtelShop.Bench.FlagsBench;

/// <summary>The in-process client on one core, through IFeatureClient: evaluations per second, and the bytes that each allocates.</summary>
internal static class ClientBench
{
    private const int Evaluations = 500_000;
    private const int Rounds = 9;
    private const int WarmUps = 3;

    public static async Task RunAsync()
    {
        await using var daemon = await BenchDaemon.StartAsync();
        var api = new Api();
        api.SetContext(EvaluationContext.Builder().Set("service", "product-catalog").Build());
        await api.SetProviderAsync(new FlagdProvider(BenchDaemon.AddressOf(daemon), new FlagdOptions(), TimeProvider.System, NullLogger<FlagdProvider>.Instance));
        IFeatureClient client = api.GetClient();
        var product = EvaluationContext.Builder().Set("product_id", "OLJCESPC7Z").Build();
        var visitor = EvaluationContext.Builder().SetTargetingKey("8a1e5f0c-9f5c-4f9c-a54b-3d9f3c1f4b7e").Build();

        Console.WriteLine("in-process client, one core                   evaluations/s   bytes each");
        Report("constant", client, "constant", null);
        Report("rule on the caller's context", client, "targeted", product);
        Report("fractional of the targeting key", client, "share", visitor);
        api.AddHooks([new TraceEnricherHook(), new MetricsHook()]);
        Report("constant, the shop's hooks", client, "constant", null);
        Report("rule, the shop's hooks", client, "targeted", product);
        // One span for each evaluation: an ever longer list of events is not what is measured here.
        Report("rule, the shop's hooks, recorded span", client, "targeted", product, () => new Activity("request") { IsAllDataRequested = true }.Start());
        await api.ShutdownAsync();
    }

    private static void Report(string what, IFeatureClient client, string flag, EvaluationContext? context, Func<Activity>? span = null)
    {
        var times = new List<TimeSpan>();
        var before = 0L;
        for (var round = -WarmUps; round < Rounds; round++)
        {
            if (round == 0)
                before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Evaluations; i++)
            {
                using var current = span?.Invoke();
                if (!client.GetBooleanValueAsync(flag, false, context).IsCompletedSuccessfully)
                    throw new InvalidOperationException("An evaluation in the process does not wait.");
            }

            if (round >= 0)
                times.Add(watch.Elapsed);
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / ((long)Evaluations * Rounds);
        Console.WriteLine($"  {what,-40}{Evaluations / times.Order().ElementAt(Rounds / 2).TotalSeconds,17:N0}{bytes,13:N0}");
    }
}
