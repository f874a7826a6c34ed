using System.Text.Json;
using OtelShop.FlagdCore.Targeting;

namespace OtelShop.FlagdCore;

/// <summary>Reads a flag definition document. Everything that breaks the schema is collected, so that an editor can show all of it at once.</summary>
internal sealed class FlagSetReader
{
    private readonly List<FlagProblem> _problems = [];
    private readonly List<FlagProblem> _warnings = [];

    public IReadOnlyList<FlagProblem> Problems => _problems;

    public IReadOnlyList<FlagProblem> Warnings => _warnings;

    public FlagMetadata Metadata { get; private set; } = FlagMetadata.Empty;

    public Dictionary<string, Flag> Flags { get; } = [];

    public void Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object)
        {
            Problem(JsonPath.Root, $"The document must be a JSON object with flags, not {Describe(document)}.");
            return;
        }

        if (document.TryGetProperty("metadata", out var metadata))
            Metadata = ReadMetadata(metadata, JsonPath.Member(JsonPath.Root, "metadata"));
        var rules = new SharedRules(ReadEvaluators(document), this);
        rules.ReadAll();
        ReadFlags(document, new FlagReader(this, rules));
    }

    public void Problem(string path, string message) => _problems.Add(new FlagProblem(path, message));

    public void Warn(string path, string message) => _warnings.Add(new FlagProblem(path, message));

    public FlagMetadata ReadMetadata(JsonElement json, string path)
    {
        var entries = new Dictionary<string, FlagValue>();
        if (json.ValueKind != JsonValueKind.Object)
        {
            Problem(path, $"Metadata must be an object, not {Describe(json)}.");
            return FlagMetadata.Empty;
        }

        foreach (var entry in json.EnumerateObject())
        {
            var entryPath = JsonPath.Member(path, entry.Name);
            if (entry.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False))
                Problem(entryPath, $"A metadata entry must be text, a number or a boolean, not {Describe(entry.Value)}.");
            else if (HasFiniteNumbers(entry.Value, entryPath))
                entries[entry.Name] = new FlagValue(entry.Value);
        }

        return entries.Count == 0 ? FlagMetadata.Empty : new FlagMetadata(entries);
    }

    /// <summary>Reports numbers that no double holds; JSON and gRPC could not send them.</summary>
    public bool HasFiniteNumbers(JsonElement json, string path)
    {
        var before = _problems.Count;
        switch (json.ValueKind)
        {
            case JsonValueKind.Number when !double.IsFinite(json.GetDouble()):
                Problem(path, $"The number {Excerpt(json)} is too large.");
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in json.EnumerateArray().Index())
                    HasFiniteNumbers(item, JsonPath.Item(path, index));
                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                    HasFiniteNumbers(member.Value, JsonPath.Member(path, member.Name));
                break;
        }

        return _problems.Count == before;
    }

    public static string Excerpt(JsonElement json)
    {
        var text = json.GetRawText();
        return text.Length <= 40 ? text : Describe(json);
    }

    public static string Describe(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "null",
    };

    private Dictionary<string, JsonElement> ReadEvaluators(JsonElement document)
    {
        var evaluators = new Dictionary<string, JsonElement>();
        if (!document.TryGetProperty("$evaluators", out var json))
            return evaluators;
        var path = JsonPath.Member(JsonPath.Root, "$evaluators");
        if (json.ValueKind != JsonValueKind.Object)
        {
            Problem(path, $"$evaluators must be an object of rules by name, not {Describe(json)}.");
            return evaluators;
        }

        foreach (var rule in json.EnumerateObject())
        {
            var rulePath = JsonPath.Member(path, rule.Name);
            if (IsEmpty(rule.Value))
                Problem(rulePath, $"The rule '{rule.Name}' is empty.");
            else if (!evaluators.TryAdd(rule.Name, rule.Value))
                Problem(rulePath, $"The rule '{rule.Name}' is defined twice.");
        }

        return evaluators;
    }

    private static bool IsEmpty(JsonElement rule) => rule.ValueKind switch
    {
        JsonValueKind.Object => !rule.EnumerateObject().Any(),
        JsonValueKind.Array => rule.GetArrayLength() == 0,
        JsonValueKind.String => rule.ValueEquals(""),
        _ => false,
    };

    private void ReadFlags(JsonElement document, FlagReader reader)
    {
        var path = JsonPath.Member(JsonPath.Root, "flags");
        if (!document.TryGetProperty("flags", out var flags))
        {
            Problem(JsonPath.Root, "The document has no 'flags'.");
            return;
        }

        if (flags.ValueKind != JsonValueKind.Object)
        {
            Problem(path, $"'flags' must be an object of flags by name or an array of flags, not {Describe(flags)}.");
            return;
        }

        var names = new HashSet<string>();
        foreach (var entry in flags.EnumerateObject())
        {
            var flagPath = JsonPath.Member(path, entry.Name);
            if (entry.Name.Length == 0)
                Problem(flagPath, "A flag's name must not be empty.");
            else if (!names.Add(entry.Name))
                Problem(flagPath, $"The flag '{entry.Name}' is defined twice.");
            else if (reader.Read(entry.Name, entry.Value, flagPath) is { } flag)
                Flags.Add(flag.Key, flag);
        }
    }
}
