using System.Text;
using System.Text.Json;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>Edits of a document that is valid. They give another document; layout, order and whatever else is in it stay.</summary>
internal static class FlagEdits
{
    private const string Targeting = "targeting";

    /// <summary>
    /// Switches a flag. As the OpenTelemetry demo's own page does it: when <c>targeting.if</c> has three parts, whoever the rule is for gets the variant, else all do.
    /// </summary>
    /// <exception cref="FlagEditException">There is no such flag, or it has no such variant.</exception>
    public static byte[] SetVariant(ReadOnlyMemory<byte> document, string key, string variant)
    {
        var json = document.Span;
        var flag = Flag(json, key);
        var variants = JsonSplice.Find(json, flag, "variants") is { } list ? JsonSplice.Members(json, list) : [];
        if (variants.All(known => known.Name != variant))
            throw new FlagEditException(new($"$.flags['{key}'].variants", $"There is no variant '{variant}'; there are {string.Join(", ", variants.Select(known => known.Name))}."));
        var rule = JsonSplice.Find(json, flag, Targeting, "if") is { } branches ? JsonSplice.Members(json, branches) : [];
        // Compat: the first branch, whatever stands there.
        return rule is [{ Name: null }, var then, _]
            ? JsonSplice.Replace(json, then.Value, JsonSplice.Text(variant))
            : JsonSplice.Set(json, flag, "defaultVariant", JsonSplice.Text(variant));
    }

    /// <summary>The variant that <see cref="SetVariant"/> set. Null when the rule has something else there, or there is no default.</summary>
    public static string? SelectedVariant(Flag flag) =>
        flag.Targeting is { } rule && rule.TryGetProperty("if", out var branches) && branches.ValueKind == JsonValueKind.Array && branches.GetArrayLength() == 3
            ? branches[1].ValueKind == JsonValueKind.String ? branches[1].GetString() : null
            : flag.DefaultVariant;

    /// <exception cref="FlagEditException">There is no such flag.</exception>
    public static byte[] SetState(ReadOnlyMemory<byte> document, string key, FlagState state) =>
        JsonSplice.Set(document.Span, Flag(document.Span, key), "state", state == FlagState.Disabled ? "\"DISABLED\""u8 : "\"ENABLED\""u8);

    /// <param name="document">A valid document.</param>
    /// <param name="key">The flag.</param>
    /// <param name="targeting">The rule, laid out as it shall be. Null takes the rule away.</param>
    /// <exception cref="FlagEditException">There is no such flag.</exception>
    public static byte[] SetTargeting(ReadOnlyMemory<byte> document, string key, JsonElement? targeting) => targeting is { ValueKind: not JsonValueKind.Null } rule
        ? JsonSplice.Set(document.Span, Flag(document.Span, key), Targeting, Encoding.UTF8.GetBytes(rule.GetRawText()))
        : JsonSplice.Remove(document.Span, Flag(document.Span, key), Targeting);

    /// <summary>Gives a flag another definition, or adds it behind the others.</summary>
    public static byte[] SetFlag(ReadOnlyMemory<byte> document, string key, JsonElement definition) =>
        JsonSplice.Set(document.Span, Flags(document.Span), key, Encoding.UTF8.GetBytes(definition.GetRawText()));

    private static Range Flags(ReadOnlySpan<byte> json) =>
        JsonSplice.Find(json, JsonSplice.Root(json), "flags") ?? throw new FlagEditException(new("$", "The document has no 'flags'."));

    private static Range Flag(ReadOnlySpan<byte> json, string key) =>
        JsonSplice.Find(json, Flags(json), key) ?? throw new FlagEditException(new("$.flags", $"There is no flag '{key}'."));
}
