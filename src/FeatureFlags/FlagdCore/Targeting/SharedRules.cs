using System.Text.Json;

namespace OtelShop.FlagdCore.Targeting;

/// <summary>The document's <c>$evaluators</c>, each read once, when it is first used.</summary>
internal sealed class SharedRules(IReadOnlyDictionary<string, JsonElement> rules, FlagSetReader document)
{
    // Reading recurses from rule to rule, and the stack ends sooner than the names a document can have.
    private const int DeepestChain = 32;

    private readonly Dictionary<string, CompiledRule> _read = [];
    private readonly List<string> _reading = [];

    public FlagSetReader Document => document;

    /// <summary>Work that calculating constant parts took so far; a document cannot make reading it endless.</summary>
    public int Work { get; set; }

    public bool TryGet(string name, out JsonElement rule) => rules.TryGetValue(name, out rule);

    public void ReadAll()
    {
        foreach (var name in rules.Keys)
            Read(name, out _);
    }

    /// <summary>The rule of that name; null, and why, when it cannot be used here.</summary>
    public CompiledRule? Read(string name, out string? problem)
    {
        problem = null;
        if (_read.TryGetValue(name, out var rule))
            return rule;
        if (_reading.Contains(name))
            problem = $"The rules refer to each other in a circle: {string.Join(" → ", _reading.SkipWhile(other => other != name).Append(name))}.";
        else if (_reading.Count == DeepestChain)
            problem = $"More than {DeepestChain} rules refer to one another in a row.";
        if (problem is not null)
            return null;
        _reading.Add(name);
        rule = new RuleReader(this).Read(rules[name], JsonPath.Member($"{JsonPath.Root}.$evaluators", name));
        _reading.RemoveAt(_reading.Count - 1);
        _read.Add(name, rule);
        return rule;
    }
}
