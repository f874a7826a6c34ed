using System.Text;
using System.Text.Json;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>Edits of a valid document. Each returns a new document and keeps layout, order and everything else.</summary>
internal static class FlagEdits
{
    private const string Targeting = "targeting";

    /// <summary>
    /// Switches a flag as upstream's page does: if <c>targeting.if</c> has three parts, only its first branch changes; otherwise the default variant.
    /// </summary>
    /// <exception cref="FlagEditException">The flag or the variant does not exist.</exception>
    public static byte[] SetVariant(ReadOnlyMemory<byte> document, string key, string variant)
    {
        var json = document.Span;
        var flag = Flag(json, key);
        var variants = JsonSplice.Find(json, flag, "variants") is { } list ? JsonSplice.Members(json, list) : [];
        if (variants.All(known => known.Name != variant))
            throw new FlagEditException(new($"$.flags['{key}'].variants", $"There is no variant '{variant}'; there are {string.Join(", ", variants.Select(known => known.Name))}."));
        var rule = JsonSplice.Find(json, flag, Targeting, "if") is { } branches ? JsonSplice.Members(json, branches) : [];
        // Compat: upstream replaces the first branch, whatever its content.
        return rule is [{ Name: null }, var then, _]
            ? JsonSplice.Replace(json, then.Value, JsonSplice.Text(variant))
            : JsonSplice.Set(json, flag, "defaultVariant", JsonSplice.Text(variant));
    }

    /// <summary>Returns the variant that <see cref="SetVariant"/> would change. Null if the branch is no variant or there is no default.</summary>
    public static string? SelectedVariant(Flag flag) =>
        flag.Targeting is { } rule && rule.TryGetProperty("if", out var branches) && branches.ValueKind == JsonValueKind.Array && branches.GetArrayLength() == 3
            ? branches[1].ValueKind == JsonValueKind.String ? branches[1].GetString() : null
            : flag.DefaultVariant;

    /// <exception cref="FlagEditException">The flag does not exist.</exception>
    public static byte[] SetState(ReadOnlyMemory<byte> document, string key, FlagState state) =>
        JsonSplice.Set(document.Span, Flag(document.Span, key), "state", state == FlagState.Disabled ? "\"DISABLED\""u8 : "\"ENABLED\""u8);

    /// <param name="document">A valid document.</param>
    /// <param name="key">Key of the flag.</param>
    /// <param name="targeting">Rule with its layout. Null removes the rule.</param>
    /// <exception cref="FlagEditException">The flag does not exist.</exception>
    public static byte[] SetTargeting(ReadOnlyMemory<byte> document, string key, JsonElement? targeting) => targeting is { ValueKind: not JsonValueKind.Null } rule
        ? JsonSplice.Set(document.Span, Flag(document.Span, key), Targeting, Encoding.UTF8.GetBytes(rule.GetRawText()))
        : JsonSplice.Remove(document.Span, Flag(document.Span, key), Targeting);

    /// <summary>Replaces the definition of a flag, or appends the flag.</summary>
    public static byte[] SetFlag(ReadOnlyMemory<byte> document, string key, JsonElement definition) =>
        JsonSplice.Set(document.Span, Flags(document.Span), key, Encoding.UTF8.GetBytes(definition.GetRawText()));

    private static Range Flags(ReadOnlySpan<byte> json) =>
        JsonSplice.Find(json, JsonSplice.Root(json), "flags") ?? throw new FlagEditException(new("$", "The document has no 'flags'."));

    private static Range Flag(ReadOnlySpan<byte> json, string key) =>
        JsonSplice.Find(json, Flags(json), key) ?? throw new FlagEditException(new("$.flags", $"There is no flag '{key}'."));
}
