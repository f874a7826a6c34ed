using System.Text.Json;
using System.Text.Json.Serialization;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Scheduler;
using OtelShop.Flagd.Security;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Api;

/// <summary>JSON API of the scheduler.</summary>
internal static class SchedulerApi
{
    public static void Map(IEndpointRouteBuilder read, IEndpointRouteBuilder change)
    {
        read.MapGet("/scheduler", (FaultScheduler scheduler) => Answer(scheduler.State));
        change.MapPost("/scheduler/start", StartAsync);
        change.MapPost("/scheduler/stop", async (HttpContext context, FaultScheduler scheduler) =>
        {
            await scheduler.StopAsync(Access.AuthorOf(context, "api"), context.RequestAborted);
            return Answer(scheduler.State);
        });
    }

    private static async Task<IResult> StartAsync(HttpContext context, FaultScheduler scheduler, FlagStore store)
    {
        var body = await DocumentBody.ReadAsync(context);
        if (body.Json is not { } json)
            return body.Refusal!;
        try
        {
            if (ScheduleRequest.Parse(json).ToSchedule(store.Current) is not { } schedule)
                return Refuse([new("preset", $"There is no such preset; there are {string.Join(", ", SchedulePreset.All.Select(known => known.Name))}.")]);
            var problems = await scheduler.StartAsync(schedule, Access.AuthorOf(context, "api"), context.RequestAborted);
            return problems.Count > 0 ? Refuse(problems) : Answer(scheduler.State);
        }
        catch (JsonException error)
        {
            return Refuse([new(error.Path ?? "$", "This is not understood here.")]);
        }
    }

    private static IResult Refuse(IReadOnlyList<ScheduleProblem> problems) => Results.Problem(
        statusCode: StatusCodes.Status400BadRequest, title: "The schedule cannot be run.", detail: problems[0].Message,
        extensions: new Dictionary<string, object?> { ["problems"] = problems });

    private static IResult Answer(ScheduleState state) => Results.Json(new
    {
        state.IsRunning,
        state.By,
        state.Since,
        state.NextRound,
        Schedule = state.Schedule is { } schedule ? new
        {
            Interval = schedule.Interval.TotalSeconds,
            Min = schedule.ShortestHold.TotalSeconds,
            Max = schedule.LongestHold.TotalSeconds,
            schedule.Concurrency,
            schedule.Seed,
            Flags = schedule.Flags.ToDictionary(flag => flag.Key, flag => flag.Variants),
        } : null,
        Active = state.Active.Select(active => new { active.Fault.Key, active.Fault.Variant, active.Fault.From, active.Fault.Until, active.Before }),
        History = state.History.Select(past => new { past.Key, past.Variant, past.From, past.Until, End = past.End.ToString() }),
    });
}

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
