using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Security;

namespace OtelShop.Flagd.Api;

/// <summary>Lists earlier documents and restores them.</summary>
internal static class HistoryApi
{
    public static void Map(IEndpointRouteBuilder read, IEndpointRouteBuilder change)
    {
        read.MapGet("/history", (FlagStore store) => Results.Json(store.History.Select(entry =>
            new { entry.Id, entry.Time, Author = entry.Author.Name, entry.Author.How, entry.Summary, entry.Changes })));
        read.MapGet("/history/{id:long}", (long id, FlagStore store) => store.History.FirstOrDefault(entry => entry.Id == id) is { } entry
            ? Results.Bytes(entry.Document, "application/json; charset=utf-8")
            : NoSuchEntry(id));
        change.MapPost("/history/{id:long}/revert", RevertAsync);
    }

    private static async Task<IResult> RevertAsync(long id, HttpContext context, FlagStore store)
    {
        if (!EntityTags.HasPrecondition(context))
            return Problems.Of(StatusCodes.Status428PreconditionRequired, "Say with If-Match which version this replaces; * for any.");
        var result = await store.RevertAsync(id, EntityTags.Expected(context, store), Access.AuthorOf(context, "api"), context.RequestAborted);
        return result is null ? NoSuchEntry(id) : FlagApi.Answer(result, context);
    }

    private static IResult NoSuchEntry(long id) => Problems.Of(StatusCodes.Status404NotFound, $"The history has no entry {id}.");
}
