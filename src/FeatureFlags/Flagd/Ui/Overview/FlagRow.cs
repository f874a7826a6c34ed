using System.Text.Json;
using OtelShop.Flagd.Flags;
using OtelShop.FlagdCore;

namespace OtelShop.Flagd.Ui.Overview;

/// <summary>A flag in the overview.</summary>
public sealed record FlagRow
{
    internal FlagRow(Flag flag, Flag? shipped, FlagRevision? lastChange)
    {
        Flag = flag;
        Shipped = shipped;
        LastChange = lastChange;
        Selected = FlagEdits.SelectedVariant(flag);
        Standard = shipped is null ? null : FlagEdits.SelectedVariant(shipped);
        Mark = MarkOf(flag, shipped, Selected, Standard);
    }

    public Flag Flag { get; }

    /// <summary>The shipped flag. Null if not shipped.</summary>
    public Flag? Shipped { get; }

    /// <summary>History entry of its latest change. Null if none.</summary>
    internal FlagRevision? LastChange { get; }

    /// <summary>Variant that a switch selects. Null: the rule decides, or there is no default.</summary>
    public string? Selected { get; }

    /// <summary>Shipped variant. Null if none.</summary>
    public string? Standard { get; }

    public FlagMark Mark { get; }

    public string Description => Text("description") ?? "";

    /// <summary>Affected service, from the flag's metadata. Flags without one form a group.</summary>
    public string Service => Text("service") ?? "Other flags";

    /// <summary>Section in the scenario guide. Null if none.</summary>
    public string? Scenario => Text("scenario");

    /// <summary>Text that the search matches.</summary>
    public string SearchText => $"{Flag.Key} {Service} {Description} {string.Join(' ', Flag.Variants.Keys)} {MarkWord}".ToLowerInvariant();

    /// <summary>One word for the mark; empty if unchanged.</summary>
    public string MarkWord => Mark switch
    {
        FlagMark.On => "on",
        FlagMark.Edited => "edited",
        FlagMark.Disabled => "disabled",
        FlagMark.Own => "own",
        _ => "",
    };

    private string? Text(string name) => Flag.Metadata.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value.Text) ? value.Text : null;

    private static FlagMark MarkOf(Flag flag, Flag? shipped, string? selected, string? standard)
    {
        if (shipped is null)
            return FlagMark.Own;
        if (flag.State == FlagState.Disabled)
            return shipped.State == FlagState.Disabled ? FlagMark.None : FlagMark.Disabled;
        if (selected != standard)
            return FlagMark.On;
        return AreSame(flag, shipped, "targeting") && AreSame(flag, shipped, "variants") && flag.DefaultVariant == shipped.DefaultVariant ? FlagMark.None : FlagMark.Edited;
    }

    private static bool AreSame(Flag one, Flag other, string member)
    {
        var has = one.Json.TryGetProperty(member, out var mine);
        var had = other.Json.TryGetProperty(member, out var theirs);
        return has == had && (!has || JsonElement.DeepEquals(mine, theirs));
    }
}

/// <summary>How a flag differs from its shipped state.</summary>
public enum FlagMark
{
    /// <summary>Unchanged.</summary>
    None,

    /// <summary>Another variant is selected.</summary>
    On,

    /// <summary>Rule or variants are edited; the shipped variant is selected.</summary>
    Edited,

    /// <summary>Disabled: callers use their default.</summary>
    Disabled,

    /// <summary>Not a shipped flag.</summary>
    Own,
}
