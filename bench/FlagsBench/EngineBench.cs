using System.Diagnostics;
using System.Text;
using OtelShop.FlagdCore;

namespace OtelShop.Bench.FlagsBench;

/// <summary>The evaluation engine alone on one core: evaluations per second, and the bytes that each allocates.</summary>
internal static class EngineBench
{
    private const int Evaluations = 1_000_000;
    private const int Rounds = 9;
    private const int WarmUps = 3;

    public static void Run()
    {
        Console.WriteLine("engine alone, one core                        evaluations/s   bytes each");
        Report("no targeting", "null");
        Report("if, ==, var", """{"if":[{"==":[{"var":"product_id"},"OLJCESPC7Z"]},"on","off"]}""");
        Report("in a list of 20 texts", $$"""{"if":[{"in":[{"var":"product_id"},[{{string.Join(',', Enumerable.Range(0, 20).Select(n => $"\"P{n}\""))}}]]},"on","off"]}""");
        Report("starts_with", """{"if":[{"starts_with":[{"var":"product_id"},"OLJ"]},"on","off"]}""");
        Report("fractional of the targeting key", """{"fractional":[["on",10],["off",90]]}""");
        Report("fractional of a text put together", """{"fractional":[{"cat":[{"var":"$flagd.flagKey"},{"var":"product_id"}]},["on",10],["off",90]]}""");
        Report("sem_ver", """{"if":[{"sem_ver":[{"var":"version"},">=","2.0.0"]},"on","off"]}""");
    }

    private static void Report(string what, string targeting)
    {
        var document = """{"flags":{"flag":{"state":"ENABLED","variants":{"on":true,"off":false},"defaultVariant":"off","targeting":""" + targeting + "}}}";
        var flags = FlagSet.Parse(Encoding.UTF8.GetBytes(document));
        var context = new Dictionary<string, object?>
        {
            ["targetingKey"] = "8a1e5f0c-9f5c-4f9c-a54b-3d9f3c1f4b7e",
            ["service"] = "product-catalog",
            ["product_id"] = "OLJCESPC7Z",
            ["version"] = "2.4.1",
        };
        var times = new List<TimeSpan>();
        var before = 0L;
        for (var round = -WarmUps; round < Rounds; round++)
        {
            if (round == 0)
                before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Evaluations; i++)
            {
                if (flags.Resolve("flag", context, TimeProvider.System).Value is null)
                    throw new InvalidOperationException($"'{what}' does not evaluate.");
            }

            if (round >= 0)
                times.Add(watch.Elapsed);
        }

        // The list of times is all that allocates besides.
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / ((long)Evaluations * Rounds);
        Console.WriteLine($"  {what,-40}{Evaluations / times.Order().ElementAt(Rounds / 2).TotalSeconds,17:N0}{bytes,13:N0}");
    }
}
