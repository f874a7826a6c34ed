using Microsoft.AspNetCore.Mvc;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;
using OtelShop.Flagd.Scheduler;
using OtelShop.Flagd.Security;
using OtelShop.Flagd.Ui.Layout;
using OtelShop.Pages.Layout;
using OtelShop.Flagd.Ui.Overview;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Details;

/// <summary>Forms of single flags, and the form that turns all off.</summary>
internal static class FlagRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/feature/flags/{key}/variant", (string key, [FromForm] IFormCollection form, HttpContext context, FlagStore store) =>
            EditAsync(context, store, form, PathKey.Decode(key), (document, flag) => FlagEdits.SetVariant(document, flag, form["variant"].ToString())));
        routes.MapPost("/feature/flags/{key}/state", (string key, [FromForm] IFormCollection form, HttpContext context, FlagStore store) =>
            EditAsync(context, store, form, PathKey.Decode(key), (document, flag) => FlagEdits.SetState(document, flag, form["state"] == "DISABLED" ? FlagState.Disabled : FlagState.Enabled)));
        routes.MapPost("/feature/flags/{key}/targeting", SaveRuleAsync);
        routes.MapPost(Addresses.AllOff, TurnOffAsync);
    }

    private static async Task<IResult> EditAsync(
        HttpContext context, FlagStore store, IFormCollection form, string key, Func<ReadOnlyMemory<byte>, string, ReadOnlyMemory<byte>> edit)
    {
        var result = await store.TryEditAsync(null, document => edit(document, key), Access.AuthorOf(context, "page"), context.RequestAborted);
        var back = FlagdSite.Site.OrHome(form["back"]);
        if (Complaint(result) is not { } complaint)
            return new SeeOther(back);
        return back == Addresses.Home
            ? Page.Of<OverviewPage>(StatusOf(result), (nameof(OverviewPage.Complaint), complaint))
            : Page.Of<FlagPage>(StatusOf(result), (nameof(FlagPage.Key), key), (nameof(FlagPage.Complaint), complaint));
    }

    private static async Task<IResult> SaveRuleAsync(string key, [FromForm] IFormCollection form, HttpContext context, FlagStore store)
    {
        key = PathKey.Decode(key);
        var text = form["targeting"].ToString().ReplaceLineEndings("\n");
        var seen = form["version"].ToString();
        var outcome = await RuleEdit.SaveAsync(store, key, text, seen, Access.AuthorOf(context, "page"), context.RequestAborted);
        return outcome.IsSaved
            ? new SeeOther(Addresses.Flag(key))
            : Page.Of<FlagPage>(outcome.Theirs is null ? StatusCodes.Status400BadRequest : StatusCodes.Status409Conflict,
                (nameof(FlagPage.Key), key), (nameof(FlagPage.Text), text), (nameof(FlagPage.Problems), outcome.Problems), (nameof(FlagPage.Theirs), outcome.Theirs),
                // A user who corrects an invalid rule has not seen concurrent edits either.
                (nameof(FlagPage.Seen), outcome.Theirs is null ? seen : null));
    }

    // A running scheduler would switch on the next fault.
    private static async Task<IResult> TurnOffAsync([FromForm] IFormCollection form, HttpContext context, FlagOverview board, FaultScheduler scheduler)
    {
        var author = Access.AuthorOf(context, "page");
        await scheduler.StopAsync(author, context.RequestAborted);
        var result = await board.TurnOffAsync(author, context.RequestAborted);
        return Complaint(result) is { } complaint
            ? Page.Of<OverviewPage>(StatusOf(result), (nameof(OverviewPage.Complaint), complaint))
            : new SeeOther(FlagdSite.Site.OrHome(form["back"]));
    }

    private static string? Complaint(ReplaceResult result) => result switch
    {
        ReplaceResult.Invalid invalid => string.Join(' ', invalid.Problems.Select(problem => problem.Message)),
        ReplaceResult.Unwritable unwritable => unwritable.Reason,
        ReplaceResult.Conflict => "Another user has changed the flags since you opened this page.",
        _ => null,
    };

    private static int StatusOf(ReplaceResult result) =>
        result is ReplaceResult.Unwritable ? StatusCodes.Status500InternalServerError : result is ReplaceResult.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
}
