using Microsoft.AspNetCore.Mvc;
using OtelShop.Flagd.Scheduler;
using OtelShop.Flagd.Security;
using OtelShop.Flagd.Ui.Layout;
using OtelShop.Pages.Layout;

namespace OtelShop.Flagd.Ui.Schedule;

/// <summary>Starts and stops the scheduler.</summary>
internal static class SchedulerRoutes
{
    public const string Start = Addresses.Scheduler + "/start";
    public const string Stop = Addresses.Scheduler + "/stop";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Start, async ([FromForm] IFormCollection form, HttpContext context, FaultScheduler scheduler) =>
        {
            var filled = ScheduleForm.Of(form);
            var (schedule, problems) = filled.Read();
            if (schedule is not null && problems.Count == 0)
                problems = await scheduler.StartAsync(schedule, Access.AuthorOf(context, "page"), context.RequestAborted);
            return problems.Count == 0
                ? new SeeOther(Addresses.Scheduler)
                : Page.Of<SchedulerPage>(StatusCodes.Status400BadRequest, (nameof(SchedulerPage.Filled), filled), (nameof(SchedulerPage.Problems), problems));
        });
        routes.MapPost(Stop, async ([FromForm] IFormCollection _, HttpContext context, FaultScheduler scheduler) =>
        {
            await scheduler.StopAsync(Access.AuthorOf(context, "page"), context.RequestAborted);
            return new SeeOther(Addresses.Scheduler);
        });
    }
}
