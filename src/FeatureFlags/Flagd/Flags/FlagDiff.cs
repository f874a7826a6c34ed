using System.Text.Json;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Flags;

/// <summary>Describes the differences between two documents for people.</summary>
internal static class FlagDiff
{
    private const int LongestExcerpt = 200;

    public static IReadOnlyList<FlagChange> Between(FlagSet before, FlagSet now)
    {
        var changes = new List<FlagChange>();
        foreach (var key in now.KeysChangedSince(before))
        {
            if (!before.Flags.TryGetValue(key, out var old))
                changes.Add(new(key, "flag", null, Excerpt(now.Flags[key].Json)));
            else if (!now.Flags.TryGetValue(key, out var flag))
                changes.Add(new(key, "flag", Excerpt(old.Json), null));
            else
                changes.AddRange(Between(old, flag));
        }

        return changes;
    }

    private static List<FlagChange> Between(Flag before, Flag now)
    {
        var changes = new List<FlagChange>();
        var (from, to) = (FlagEdits.SelectedVariant(before), FlagEdits.SelectedVariant(now));
        var isSwitched = from != to;
        if (isSwitched)
            changes.Add(new(now.Key, "variant", from, to));
        if (before.State != now.State)
            changes.Add(new(now.Key, "state", Name(before.State), Name(now.State)));
        Compare("variants", HasSame("variants"));
        // A switch that changes a branch of the rule is reported as a switch of the variant.
        Compare("targeting", HasSame("targeting") || (isSwitched && AreSameButForTheSwitch(before.Targeting, now.Targeting)));
        Compare("defaultVariant", isSwitched || before.DefaultVariant == now.DefaultVariant);
        Compare("metadata", HasSame("metadata"));
        if (changes.Count == 0)
            changes.Add(new(now.Key, "other", null, null));
        return changes;

        bool HasSame(string name) => AreSame(Member(before, name), Member(now, name));

        void Compare(string name, bool areSame)
        {
            if (!areSame)
                changes.Add(new(now.Key, name, Text(Member(before, name)), Text(Member(now, name))));
        }
    }

    private static bool AreSameButForTheSwitch(JsonElement? before, JsonElement? now) =>
        before is { } old && now is { } rule
        && old.EnumerateObject().Count() == 1 && rule.EnumerateObject().Count() == 1
        && old.TryGetProperty("if", out var was) && rule.TryGetProperty("if", out var has)
        && was.ValueKind == JsonValueKind.Array && has.ValueKind == JsonValueKind.Array
        && was.GetArrayLength() == 3 && has.GetArrayLength() == 3
        && JsonElement.DeepEquals(was[0], has[0]) && JsonElement.DeepEquals(was[2], has[2]);

    private static bool AreSame(JsonElement? before, JsonElement? now) =>
        before is { } old && now is { } other ? JsonElement.DeepEquals(old, other) : before is null && now is null;

    private static JsonElement? Member(Flag flag, string name) => flag.Json.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement? json) => json switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { } other => Excerpt(other),
    };

    private static string Name(FlagState state) => state == FlagState.Disabled ? "DISABLED" : "ENABLED";

    private static string Excerpt(JsonElement json)
    {
        var text = JsonSerializer.Serialize(json, JsonLayout.Compact);
        return text.Length <= LongestExcerpt ? text : string.Concat(text.AsSpan(0, LongestExcerpt), "…");
    }
}
