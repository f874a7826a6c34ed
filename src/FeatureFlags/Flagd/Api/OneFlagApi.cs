using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.Flagd.Listeners;
using OtelShop.Flagd.Security;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Api;

/// <summary>Reads one flag; sets its variant, state and rule.</summary>
internal static class OneFlagApi
{
    public static void Map(IEndpointRouteBuilder read, IEndpointRouteBuilder change)
    {
        read.MapGet("/flags/{key}", Read);
        change.MapPatch("/flags/{key}", PatchAsync);
    }

    private static IResult Read(string key, HttpContext context, FlagStore store)
    {
        key = PathKey.Decode(key);
        var flags = store.Current;
        if (!flags.Flags.TryGetValue(key, out var flag))
            return Problems.NoSuchFlag(key);
        return EntityTags.IsKnown(context, FlagStore.TagOf(flags))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Json(new { flag.Key, Variant = FlagEdits.SelectedVariant(flag), Definition = flag.Json });
    }

    private static async Task<IResult> PatchAsync(string key, HttpContext context, FlagStore store)
    {
        key = PathKey.Decode(key);
        var body = await DocumentBody.ReadAsync(context);
        if (body.Json is not { } json)
            return body.Refusal!;
        if (!store.Current.Flags.ContainsKey(key))
            return Problems.NoSuchFlag(key);
        var problems = Check(json).ToList();
        if (problems.Count > 0)
            return Problems.Invalid(problems);
        var result = await store.TryEditAsync(EntityTags.Expected(context, store), document => Edit(document, key, json), Access.AuthorOf(context, "api"), context.RequestAborted);
        return FlagApi.Answer(result, context);
    }

    private static IEnumerable<FlagProblem> Check(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            yield return new("$", "Send an object with 'variant', 'state' or 'targeting'.");
            yield break;
        }

        foreach (var member in json.EnumerateObject())
        {
            if (member.Name is not ("variant" or "state" or "targeting"))
                yield return new($"$['{member.Name}']", "Only 'variant', 'state' and 'targeting' can be changed here.");
            else if (member.Name == "variant" && member.Value.ValueKind != JsonValueKind.String)
                yield return new("$.variant", "The variant must be its name.");
            else if (member.Name == "state" && (member.Value.ValueKind != JsonValueKind.String || member.Value.GetString() is not ("ENABLED" or "DISABLED")))
                yield return new("$.state", "The state must be \"ENABLED\" or \"DISABLED\".");
        }
    }

    // Set the rule first: it decides where a variant is written.
    private static ReadOnlyMemory<byte> Edit(ReadOnlyMemory<byte> document, string key, JsonElement json)
    {
        if (json.TryGetProperty("targeting", out var rule))
            document = FlagEdits.SetTargeting(document, key, rule);
        if (json.TryGetProperty("state", out var state))
            document = FlagEdits.SetState(document, key, state.ValueEquals("DISABLED") ? FlagState.Disabled : FlagState.Enabled);
        if (json.TryGetProperty("variant", out var variant))
            document = FlagEdits.SetVariant(document, key, variant.GetString()!);
        return document;
    }
}
