using System.Text;
using Microsoft.AspNetCore.Mvc;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Security;
using OtelShop.Flagd.Ui.Layout;
using OtelShop.Pages.Layout;

namespace OtelShop.Flagd.Ui.Advanced;

/// <summary>What the editor of the whole document sends.</summary>
internal static class AdvancedRoutes
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost(Addresses.Advanced, SendAsync);

    private static async Task<IResult> SendAsync([FromForm] IFormCollection form, HttpContext context, DraftDesk desk, FlagStore store)
    {
        var (text, version) = (DraftDesk.Normal(form["document"].ToString()), form["version"].ToString());
        var draft = desk.Compare(text, version);
        // Nothing is saved that was not seen beside what it replaces.
        if (form["do"] != "save" || !draft.IsReady || draft.Collision is not null || form["compared"] != DraftDesk.Fingerprint(text))
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
        draft.Collision is not null ? StatusCodes.Status409Conflict : draft.Problems.Count > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        (nameof(AdvancedPage.Draft), draft));
}
