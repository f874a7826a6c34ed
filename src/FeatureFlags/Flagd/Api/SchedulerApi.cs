using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Scheduler;
using OtelShop.Flagd.Security;

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
