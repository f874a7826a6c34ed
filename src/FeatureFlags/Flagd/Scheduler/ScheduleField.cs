namespace OtelShop.Flagd.Scheduler;

/// <summary>Field names of a schedule in forms and API.</summary>
internal static class ScheduleField
{
    public const string Interval = "interval";
    public const string Shortest = "min";
    public const string Longest = "max";
    public const string Concurrency = "concurrency";
    public const string Seed = "seed";
    public const string Variants = "variants";
}
