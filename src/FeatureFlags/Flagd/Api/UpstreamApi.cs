using System.Text;
using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Security;

namespace OtelShop.Flagd.Api;

/// <summary>The four routes of the OpenTelemetry demo's flag page, with its JSON.</summary>
internal static class UpstreamApi
{
    public static void Map(IEndpointRouteBuilder read, IEndpointRouteBuilder change)
    {
        read.MapGet("/read", Read);
        read.MapGet("/read-file", Read);
        change.MapPost("/write", WriteAsync);
        change.MapPost("/write-to-file", WriteAsync);
    }

    // Compat: upstream returns the flags only, without the rest of the document.
    private static IResult Read(HttpContext context, FlagStore store)
    {
        var flags = store.Current;
        if (EntityTags.IsKnown(context, FlagStore.TagOf(flags)))
            return Results.StatusCode(StatusCodes.Status304NotModified);
        var json = flags.Utf8Json.Span;
        byte[] answer = [.. "{\"flags\":"u8, .. json[JsonSplice.Find(json, JsonSplice.Root(json), "flags")!.Value], .. "}"u8];
        return Results.Bytes(answer, "application/json; charset=utf-8");
    }

    // Compat: without If-Match, upstream overwrites any version.
    private static async Task<IResult> WriteAsync(HttpContext context, FlagStore store)
    {
        var body = await DocumentBody.ReadAsync(context);
        if (body.Json is not { } json)
            return body.Refusal!;
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("data", out var data))
            return Results.Json(new { errors = new { detail = "The body has no 'data': send {\"data\": <the whole document>}." } }, statusCode: StatusCodes.Status400BadRequest);
        var result = await store.TryEditAsync(
            EntityTags.Expected(context, store), current => WithUnreadParts(data, current), Access.AuthorOf(context, "api"), context.RequestAborted);
        if (result is not ReplaceResult.Replaced replaced)
            return Problems.Of(result);
        context.Response.Headers.ETag = replaced.Version;
        // Compat: an empty object.
        return Results.Json(new { });
    }

    // Keep what reading omits, such as shared rules, or a client that reads, edits and writes would delete it.
    private static byte[] WithUnreadParts(JsonElement data, ReadOnlyMemory<byte> current)
    {
        var written = JsonLayout.ForPeople(data);
        if (data.ValueKind != JsonValueKind.Object)
            return written;
        using var before = JsonDocument.Parse(current[JsonSplice.Root(current.Span)]);
        foreach (var part in before.RootElement.EnumerateObject().Where(part => part.Name != "flags" && !data.TryGetProperty(part.Name, out _)))
            written = JsonSplice.Set(written, JsonSplice.Root(written), part.Name, Encoding.UTF8.GetBytes(part.Value.GetRawText()));
        return written;
    }
}
