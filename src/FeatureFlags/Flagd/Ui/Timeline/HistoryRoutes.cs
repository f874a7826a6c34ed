using Microsoft.AspNetCore.Mvc;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Security;
using OtelShop.Flagd.Ui.Layout;
using OtelShop.Pages.Layout;

namespace OtelShop.Flagd.Ui.Timeline;

/// <summary>Restores an earlier document.</summary>
internal static class HistoryRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Addresses.History + "/{id:long}/revert", async (long id, [FromForm] IFormCollection form, HttpContext context, FlagStore store) =>
        await store.RevertAsync(id, form["version"], Access.AuthorOf(context, "page"), context.RequestAborted) switch
        {
            ReplaceResult.Replaced => new SeeOther(Addresses.History),
            null => Complain(StatusCodes.Status404NotFound, "This entry is not in the history any more."),
            ReplaceResult.Unwritable unwritable => Complain(StatusCodes.Status500InternalServerError, unwritable.Reason),
            ReplaceResult.Invalid invalid => Complain(StatusCodes.Status400BadRequest, string.Join(' ', invalid.Problems.Select(problem => problem.Message))),
            _ => Complain(StatusCodes.Status409Conflict, "Nothing was reverted: the flags have changed since you opened this page. Check the latest changes first."),
        });

    private static IResult Complain(int status, string complaint) => Page.Of<HistoryPage>(status, (nameof(HistoryPage.Complaint), complaint));
}
