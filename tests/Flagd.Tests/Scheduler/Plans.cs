using OtelShop.Flagd.Scheduler;

namespace OtelShop.Flagd.Tests.Scheduler;

/// <summary>Schedules to test with.</summary>
internal static class Plans
{
    public const string Document = """
        {
          "flags": {
            "first": { "state": "ENABLED", "variants": { "off": false, "on": true }, "defaultVariant": "off" },
            "second": { "state": "ENABLED", "variants": { "off": 0, "half": 0.5, "all": 1 }, "defaultVariant": "off" },
            "third": { "state": "ENABLED", "variants": { "off": false, "on": true }, "defaultVariant": "off" }
          }
        }
        """;

    public static Schedule Of(int interval = 60, int shortest = 10, int longest = 20, int concurrency = 1, int? seed = 7, params ScheduledFlag[] flags) => new(
        TimeSpan.FromSeconds(interval), TimeSpan.FromSeconds(shortest), TimeSpan.FromSeconds(longest), concurrency, seed,
        flags.Length > 0 ? flags : [new("first", ["on"]), new("second", ["half", "all"]), new("third", ["on"])]);
}
