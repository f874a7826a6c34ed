using System.Text.Json;
using OtelShop.FlagdCore.Targeting;

namespace OtelShop.FlagdCore;

/// <summary>Reads one flag of a document.</summary>
internal sealed class FlagReader(FlagSetReader document, SharedRules shared)
{
    /// <summary>The flag, or null when it breaks the schema; what is wrong is with the document's problems then.</summary>
    public Flag? Read(string key, JsonElement json, string path)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            document.Problem(path, $"A flag must be an object, not {FlagSetReader.Describe(json)}.");
            return null;
        }

        var before = document.Problems.Count;
        var state = ReadState(json, path);
        var variants = ReadVariants(json, path);
        var defaultVariant = ReadDefaultVariant(json, path, variants);
        var targeting = ReadTargeting(json, path);
        var metadata = json.TryGetProperty("metadata", out var own)
            ? document.Metadata.With(document.ReadMetadata(own, JsonPath.Member(path, "metadata")))
            : document.Metadata;
        WarnOfUnknownProperties(json, path);
        if (document.Problems.Count > before)
            return null;
        var rule = targeting is { } definition ? new RuleReader(shared).Read(definition, JsonPath.Member(path, "targeting")) : null;
        return new Flag(key, state, variants, defaultVariant) { Json = json, Metadata = metadata, Targeting = targeting, Rule = rule };
    }

    private FlagState ReadState(JsonElement json, string path)
    {
        if (!json.TryGetProperty("state", out var state))
            document.Problem(path, "The flag has no 'state': it must be ENABLED or DISABLED.");
        else if (state.ValueKind != JsonValueKind.String || state.GetString() is not ("ENABLED" or "DISABLED"))
            document.Problem(JsonPath.Member(path, "state"), $"The state must be \"ENABLED\" or \"DISABLED\", not {FlagSetReader.Excerpt(state)}.");
        else if (state.ValueEquals("DISABLED"))
            return FlagState.Disabled;
        return FlagState.Enabled;
    }

    private OrderedDictionary<string, FlagValue> ReadVariants(JsonElement json, string path)
    {
        var variants = new OrderedDictionary<string, FlagValue>();
        if (!json.TryGetProperty("variants", out var list))
        {
            document.Problem(path, "The flag has no 'variants': name the values it can have.");
            return variants;
        }

        path = JsonPath.Member(path, "variants");
        if (list.ValueKind != JsonValueKind.Object)
        {
            document.Problem(path, $"'variants' must be an object of values by name, not {FlagSetReader.Describe(list)}.");
            return variants;
        }

        foreach (var entry in list.EnumerateObject())
            ReadVariant(entry, JsonPath.Member(path, entry.Name), variants);
        if (!list.EnumerateObject().Any())
            document.Problem(path, "A flag needs at least one variant.");
        return variants;
    }

    private void ReadVariant(JsonProperty entry, string path, OrderedDictionary<string, FlagValue> variants)
    {
        if (entry.Name.Length == 0)
            document.Problem(path, "A variant's name must not be empty.");
        else if (entry.Value.ValueKind is JsonValueKind.Null or JsonValueKind.Array)
            document.Problem(path, $"A variant must be a boolean, text, a number or an object, not {FlagSetReader.Describe(entry.Value)}.");
        else if (!document.HasFiniteNumbers(entry.Value, path))
            return;
        else if (variants.Count > 0 && new FlagValue(entry.Value).Type != variants.GetAt(0).Value.Type)
            document.Problem(
                path,
                $"All variants must be of one type: '{variants.GetAt(0).Key}' is {FlagSetReader.Describe(variants.GetAt(0).Value.Json)}, "
                + $"this one {FlagSetReader.Describe(entry.Value)}.");
        else if (!variants.TryAdd(entry.Name, new FlagValue(entry.Value)))
            document.Problem(path, $"The variant '{entry.Name}' is defined twice.");
    }

    private string? ReadDefaultVariant(JsonElement json, string path, OrderedDictionary<string, FlagValue> variants)
    {
        if (!json.TryGetProperty("defaultVariant", out var value) || value.ValueKind == JsonValueKind.Null)
            return null;
        path = JsonPath.Member(path, "defaultVariant");
        if (value.ValueKind != JsonValueKind.String)
        {
            document.Problem(path, $"The default variant must be the name of a variant or null, not {FlagSetReader.Excerpt(value)}.");
            return null;
        }

        var name = value.GetString()!;
        // Compat: flagd takes an empty name for none.
        if (name.Length == 0)
            return null;
        var known = json.TryGetProperty("variants", out var list) && list.ValueKind == JsonValueKind.Object && list.TryGetProperty(name, out _);
        if (!known)
            document.Problem(path, $"There is no variant '{name}'{(variants.Count == 0 ? "" : $"; there are {string.Join(", ", variants.Keys)}")}.");
        return name;
    }

    private JsonElement? ReadTargeting(JsonElement json, string path)
    {
        if (!json.TryGetProperty("targeting", out var rule) || rule.ValueKind == JsonValueKind.Null)
            return null;
        if (rule.ValueKind != JsonValueKind.Object)
        {
            document.Problem(JsonPath.Member(path, "targeting"), $"A targeting rule must be an object, not {FlagSetReader.Describe(rule)}.");
            return null;
        }

        return rule.EnumerateObject().Any() ? rule : null;
    }

    private void WarnOfUnknownProperties(JsonElement json, string path)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (property.Name is not ("state" or "variants" or "defaultVariant" or "targeting" or "metadata" or "description"))
                document.Warn(JsonPath.Member(path, property.Name), $"A flag has no property '{property.Name}'; it is ignored.");
        }
    }
}
