using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Overview;

/// <summary>Brings flags back to how they were shipped, and keeps of what was edited all that does no harm.</summary>
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

    // Whom a rule is for may have been edited, and stays so: with both of its ends as shipped it breaks nothing.
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
