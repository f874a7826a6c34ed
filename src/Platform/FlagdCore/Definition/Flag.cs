using System.Text.Json;

namespace OtelShop.FlagdCore;

/// <summary>One flag of a <see cref="FlagSet"/>.</summary>
public sealed class Flag
{
    internal Flag(string key, FlagState state, OrderedDictionary<string, FlagValue> variants, string? defaultVariant, JsonElement? targeting)
    {
        Key = key;
        State = state;
        Variants = variants;
        DefaultVariant = defaultVariant;
        Targeting = targeting;
        Type = variants.Count == 0 ? FlagType.Object : variants.GetAt(0).Value.Type;
    }

    /// <summary>The name the code asks for.</summary>
    public string Key { get; }

    /// <summary>Whether the flag is evaluated.</summary>
    public FlagState State { get; }

    /// <summary>The values the flag can have, by name, in the order of the document.</summary>
    public IReadOnlyDictionary<string, FlagValue> Variants { get; }

    /// <summary>Name of the variant that holds when targeting names none. Null: the code's own default holds then.</summary>
    public string? DefaultVariant { get; }

    /// <summary>The targeting rule as it stands in the document; null when the flag has none or an empty one.</summary>
    public JsonElement? Targeting { get; }

    /// <summary>The flag's metadata together with its set's; where both name an entry, the flag's wins.</summary>
    public required FlagMetadata Metadata { get; init; }

    /// <summary>Type of all variants. Object for a flag without variants.</summary>
    public FlagType Type { get; }

    /// <summary>The flag as it stands in the document.</summary>
    public required JsonElement Json { get; init; }

    internal FlagResolution Resolve(IReadOnlyDictionary<string, object?> context, TimeProvider time)
    {
        if (State == FlagState.Disabled)
            return new FlagResolution(null, null, FlagReason.Disabled, null, null, Metadata);
        return DefaultVariant is { } name
            ? new FlagResolution(Variants[name], name, FlagReason.Static, null, null, Metadata)
            : new FlagResolution(null, null, FlagReason.Default, null, null, Metadata);
    }

    internal bool IsSameAs(Flag other) => JsonElement.DeepEquals(Json, other.Json);
}
