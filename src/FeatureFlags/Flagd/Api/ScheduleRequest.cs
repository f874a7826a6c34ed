using System.Text.Json;
using System.Text.Json.Serialization;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Scheduler;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Api;

/// <summary>Request that starts the scheduler. Times are in seconds; missing values come from the preset.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ScheduleRequest
{
    private const double MostSeconds = int.MaxValue;

    public string? Preset { get; init; }

    public double? Interval { get; init; }

    public double? Min { get; init; }

    public double? Max { get; init; }

    public int Concurrency { get; init; } = 1;

    public int? Seed { get; init; }

    /// <summary>Variants by flag. Null: every flag, any variant except the current one.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Flags { get; init; }

    /// <exception cref="JsonException">The body is not a schedule request.</exception>
    public static ScheduleRequest Parse(JsonElement json) => json.Deserialize<ScheduleRequest>(JsonSerializerOptions.Web) ?? throw new JsonException("It is null.");

    /// <returns>Null when there is no such preset.</returns>
    public Schedule? ToSchedule(FlagSet flags)
    {
        var preset = Preset is null ? SchedulePreset.Standard : SchedulePreset.All.FirstOrDefault(known => known.Name == Preset);
        return preset is null ? null : new Schedule(
            Seconds(Interval, preset.IntervalSeconds), Seconds(Min, preset.ShortestSeconds), Seconds(Max, preset.LongestSeconds), Concurrency, Seed,
            Flags is null ? [.. flags.Flags.Values.Select(All)] : [.. Flags.Select(flag => new ScheduledFlag(flag.Key, flag.Value ?? []))]);
    }

    private static ScheduledFlag All(Flag flag) => new(flag.Key, [.. flag.Variants.Keys.Where(variant => variant != FlagEdits.SelectedVariant(flag))]);

    private static TimeSpan Seconds(double? given, int preset) => TimeSpan.FromSeconds(Math.Clamp(given ?? preset, -MostSeconds, MostSeconds));
}
