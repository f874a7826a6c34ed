using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Overview;

/// <summary>Restores flags to their shipped state and keeps harmless edits.</summary>
internal static class ShippedState
{
    public static ReadOnlyMemory<byte> Restore(ReadOnlyMemory<byte> document, FlagSet shipped)
    {
        var now = FlagSet.Parse(document.Span);
        foreach (var flag in shipped.Flags.Values)
        {
            if (now.Flags.TryGetValue(flag.Key, out var mine) && !JsonElement.DeepEquals(mine.Json, flag.Json))
                document = Restore(document, mine, flag);
        }

        return document;
    }

    private static ReadOnlyMemory<byte> Restore(ReadOnlyMemory<byte> document, Flag now, Flag shipped)
    {
        if (FlagEdits.SelectedVariant(shipped) is { } standard && now.Variants.TryGetValue(standard, out var value) && JsonElement.DeepEquals(value.Json, shipped.Variants[standard].Json))
        {
            ReadOnlyMemory<byte> switched = FlagEdits.SetState(FlagEdits.SetVariant(document, now.Key, standard), now.Key, shipped.State);
            var flag = FlagSet.Parse(switched.Span).Flags[now.Key];
            if (flag.DefaultVariant == shipped.DefaultVariant && HasEndsOf(flag.Targeting, shipped.Targeting))
                return switched;
        }

        return FlagEdits.SetFlag(document, now.Key, shipped.Json);
    }

    // An edited condition stays: with both branches as shipped the rule breaks nothing.
    private static bool HasEndsOf(JsonElement? now, JsonElement? shipped)
    {
        if (now is not { } rule || shipped is not { } original)
            return now is null && shipped is null;
        return Branches(rule) is { } mine && Branches(original) is { } theirs && JsonElement.DeepEquals(mine[1], theirs[1]) && JsonElement.DeepEquals(mine[2], theirs[2]);
    }

    private static JsonElement? Branches(JsonElement rule) =>
        rule.EnumerateObject().Count() == 1 && rule.TryGetProperty("if", out var branches) && branches.ValueKind == JsonValueKind.Array && branches.GetArrayLength() == 3
            ? branches
            : null;
}
