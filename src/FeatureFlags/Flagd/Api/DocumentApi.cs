using System.Text;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Security;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Api;

/// <summary>Serves and replaces the whole flag document.</summary>
internal static class DocumentApi
{
    public static void Map(IEndpointRouteBuilder read, IEndpointRouteBuilder change)
    {
        read.MapGet("/document", Read);
        read.MapGet("/status", (FlagStore store) => Results.Json(new { store.Version, Flags = store.Current.Flags.Count, Problem = store.Problem?.Message, store.Problem?.Details }));
        change.MapPut("/document", ReplaceAsync);
        change.MapPost("/validate", ValidateAsync);
    }

    private static IResult Read(HttpContext context, FlagStore store)
    {
        var flags = store.Current;
        return EntityTags.IsKnown(context, FlagStore.TagOf(flags))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(flags.Utf8Json, "application/json; charset=utf-8");
    }

    private static async Task<IResult> ReplaceAsync(HttpContext context, FlagStore store)
    {
        if (!EntityTags.HasPrecondition(context))
            return Problems.Of(StatusCodes.Status428PreconditionRequired, "Say with If-Match which version this replaces; * for any.");
        var body = await DocumentBody.ReadAsync(context);
        if (body.Json is not { } json)
            return body.Refusal!;
        var result = await store.TryReplaceAsync(EntityTags.Expected(context, store), JsonLayout.ForPeople(json), Access.AuthorOf(context, "api"), context.RequestAborted);
        return FlagApi.Answer(result, context);
    }

    private static async Task<IResult> ValidateAsync(HttpContext context, FlagStore store)
    {
        var body = await DocumentBody.ReadAsync(context);
        if (body.Json is not { } json)
            return body.Refusal!;
        try
        {
            var flags = FlagSet.Parse(Encoding.UTF8.GetBytes(json.GetRawText()));
            return Results.Json(new { IsValid = true, Problems = Array.Empty<FlagProblem>(), flags.Warnings, Changes = FlagDiff.Between(store.Current, flags) });
        }
        catch (FlagSetException error)
        {
            return Results.Json(new { IsValid = false, error.Problems, Warnings = Array.Empty<FlagProblem>(), Changes = Array.Empty<FlagChange>() });
        }
    }
}
