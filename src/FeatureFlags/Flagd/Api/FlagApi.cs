using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Security;

namespace OtelShop.Flagd.Api;

/// <summary>JSON API for flags below <c>/feature/api</c>. Reads are open; changes require the token.</summary>
internal static class FlagApi
{
    public const string Base = "/feature/api";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var read = routes.MapGroup(Base);
        var change = routes.MapGroup(Base).RequireAuthorization(Access.Change);
        UpstreamApi.Map(read, change);
        DocumentApi.Map(read, change);
        OneFlagApi.Map(read, change);
        HistoryApi.Map(read, change);
        SchedulerApi.Map(read, change);
    }

    /// <summary>Response to a change: version, differences, and rules that cannot be evaluated.</summary>
    public static IResult Answer(ReplaceResult result, HttpContext context)
    {
        if (result is not ReplaceResult.Replaced replaced)
            return Problems.Of(result);
        context.Response.Headers.ETag = replaced.Version;
        return Results.Json(new { replaced.Version, replaced.Changes, replaced.Flags.Warnings });
    }
}
