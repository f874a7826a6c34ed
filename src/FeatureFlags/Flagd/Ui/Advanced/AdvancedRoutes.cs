using System.Text;
using Microsoft.AspNetCore.Mvc;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Security;
using OtelShop.Flagd.Ui.Layout;
using OtelShop.Pages.Layout;

namespace OtelShop.Flagd.Ui.Advanced;

/// <summary>Forms of the document editor.</summary>
internal static class AdvancedRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Addresses.Advanced, SendAsync);

    private static async Task<IResult> SendAsync([FromForm] IFormCollection form, HttpContext context, DraftService desk, FlagStore store)
    {
        var (text, version) = (DraftService.Normal(form["document"].ToString()), form["version"].ToString());
        var draft = desk.Compare(text, version);
        // Save only a text that the user has compared with the served document.
        if (form["do"] != "save" || !draft.IsReady || draft.EditConflict is not null || form["compared"] != DraftService.Fingerprint(text))
            return Show(draft);
        return await store.TryReplaceAsync(version, Encoding.UTF8.GetBytes(text), Access.AuthorOf(context, "page"), context.RequestAborted) switch
        {
            ReplaceResult.Replaced => new SeeOther(Addresses.Advanced + "?saved=1"),
            ReplaceResult.Invalid invalid => Show(draft with { Problems = invalid.Problems, Served = null }),
            ReplaceResult.Unwritable unwritable => Page.Of<AdvancedPage>(StatusCodes.Status500InternalServerError, (nameof(AdvancedPage.Draft), draft), (nameof(AdvancedPage.Complaint), unwritable.Reason)),
            _ => Show(desk.Compare(text, version)),
        };
    }

    private static IResult Show(Draft draft) => Page.Of<AdvancedPage>(
        draft.EditConflict is not null ? StatusCodes.Status409Conflict : draft.Problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        (nameof(AdvancedPage.Draft), draft));
}
