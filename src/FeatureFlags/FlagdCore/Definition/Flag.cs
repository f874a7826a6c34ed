using System.Text.Json;
using OtelShop.FlagdCore.Targeting;

namespace OtelShop.FlagdCore;

/// <summary>One flag of a <see cref="FlagSet"/>.</summary>
public sealed class Flag
{
    private readonly OrderedDictionary<string, FlagValue> _variants;

    internal Flag(string key, FlagState state, OrderedDictionary<string, FlagValue> variants, string? defaultVariant)
    {
        Key = key;
        State = state;
        _variants = variants;
        DefaultVariant = defaultVariant;
    }

    /// <summary>The name the code asks for.</summary>
    public string Key { get; }

    /// <summary>Whether the flag is evaluated.</summary>
    public FlagState State { get; }

    /// <summary>The values the flag can have, by name, in the order of the document; at least one.</summary>
    public IReadOnlyDictionary<string, FlagValue> Variants => _variants;

    /// <summary>Name of the variant that holds when targeting names none. Null: the code's own default holds then.</summary>
    public string? DefaultVariant { get; }

    /// <summary>The targeting rule as it stands in the document; null when the flag has none or an empty one.</summary>
    public JsonElement? Targeting { get; internal init; }

    /// <summary>The flag's metadata together with its set's; where both name an entry, the flag's wins.</summary>
    public required FlagMetadata Metadata { get; init; }

    /// <summary>Type of all variants.</summary>
    public FlagType Type => _variants.GetAt(0).Value.Type;

    /// <summary>The flag as it stands in the document.</summary>
    public required JsonElement Json { get; init; }

    /// <summary>
    /// Names of all variants that an evaluation can give, whatever the context; none for a flag that is disabled or whose rule is malformed. Null when the rule has to be
    /// evaluated to know. A name may be one of no variant: then the evaluation fails.
    /// </summary>
    public IReadOnlyList<string>? PossibleVariants
    {
        get
        {
            if (State == FlagState.Disabled || Rule is { Node: null })
                return [];
            var outcomes = Rule is null ? [null] : Rule.Node.Outcomes;
            return outcomes is null ? null : [.. outcomes.Select(name => name ?? DefaultVariant).OfType<string>().Distinct()];
        }
    }

    /// <summary>The targeting rule as it is evaluated.</summary>
    internal CompiledRule? Rule { get; init; }

    internal FlagResolution Resolve(IReadOnlyDictionary<string, object?> context, TimeProvider time)
    {
        if (State == FlagState.Disabled)
            return new FlagResolution(null, null, FlagReason.Disabled, null, null, Metadata);
        if (Rule is null)
            return ResolveDefault(FlagReason.Static);
        if (Rule.Node is null)
            return FlagResolution.Failed(FlagErrorCode.ParseError, $"The targeting rule of the flag '{Key}' is malformed.", Metadata);

        var evaluation = new Evaluation(context, Key, time);
        var target = Rule.Node.Evaluate(ref evaluation);
        var name = target.IsNull ? null : JsText.Of(target, ref evaluation);
        if (evaluation.Failure is { } failure)
            return FlagResolution.Failed(FlagErrorCode.General, $"The targeting rule of the flag '{Key}' failed: {failure}", Metadata);
        if (name is null)
            return ResolveDefault(FlagReason.Default);
        return _variants.TryGetValue(name, out var value)
            ? new FlagResolution(value, name, FlagReason.TargetingMatch, null, null, Metadata)
            : FlagResolution.Failed(FlagErrorCode.General, $"The flag '{Key}' has no variant '{name}', which its targeting rule gives.", Metadata);
    }

    /// <summary>Whether every evaluation of this flag gives what it gives for the other, shared rules and metadata included.</summary>
    internal bool IsSameAs(Flag other) =>
        JsonElement.DeepEquals(Json, other.Json) && Metadata.IsSameAs(other.Metadata) && HasSameReferencesAs(other);

    private FlagResolution ResolveDefault(string reason) => DefaultVariant is { } name
        ? new FlagResolution(_variants[name], name, reason, null, null, Metadata)
        : new FlagResolution(null, null, FlagReason.Default, null, null, Metadata);

    private bool HasSameReferencesAs(Flag other)
    {
        if (Rule is null || other.Rule is null)
            return Rule is null && other.Rule is null;
        return Rule.References.Count == other.Rule.References.Count
            && Rule.References.All(mine => other.Rule.References.TryGetValue(mine.Key, out var theirs) && AreSame(mine.Value, theirs));
    }

    private static bool AreSame(JsonElement? one, JsonElement? another) =>
        one is null || another is null ? one is null && another is null : JsonElement.DeepEquals(one.Value, another.Value);
}
