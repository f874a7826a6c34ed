using OtelShop.Flagd.Security;
using OtelShop.Flagd.Ui.Advanced;
using OtelShop.Flagd.Ui.Details;
using OtelShop.Flagd.Ui.Layout;
using OtelShop.Flagd.Ui.Live;
using OtelShop.Flagd.Ui.Overview;
using OtelShop.Flagd.Ui.Schedule;
using OtelShop.Flagd.Ui.Timeline;
using OtelShop.Pages;
using OtelShop.Pages.Layout;

namespace OtelShop.Flagd.Ui;

internal static class UiBuilderExtensions
{
    public static void AddUi(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ChangeStream>();
        builder.Services.AddSingleton<FlagOverview>();
        builder.Services.AddSingleton<DraftService>();
    }

    /// <param name="routes">Listener of the pages.</param>
    public static void MapUi(this IEndpointRouteBuilder routes)
    {
        routes.MapPages();
        routes.ServiceProvider.GetRequiredService<ChangeStream>().Map(routes);
        routes.MapGet("/", () => new SeeOther(Addresses.Home));
        routes.MapFallback("/feature/{**path}", Missing);
        var changes = routes.MapGroup("").RequireAuthorization(Access.Change);
        FlagRoutes.Map(changes);
        AdvancedRoutes.Map(changes);
        HistoryRoutes.Map(changes);
        SchedulerRoutes.Map(changes);
    }

    private static IResult Missing(HttpContext context) => context.Request.Path.StartsWithSegments("/feature/api")
        ? Results.Problem(statusCode: StatusCodes.Status404NotFound, title: "There is no such route.")
        : Page.Of<StatusPage>(StatusCodes.Status404NotFound,
            (nameof(StatusPage.Title), "There is no such page"), (nameof(StatusPage.Explanation), "Its address may have been mistyped, or what it showed is not kept any more."));
}
