using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>The grammar of Falco's rules, https://falco.org/docs/concepts/rules/, as far as the published ones use it: no package has its parser.</summary>
internal static partial class FalcoRuleCheck
{
    private static readonly FrozenSet<string> Fields =
    [
        "container.id", "container.image.repository", "evt.dir", "evt.is_open_read", "evt.is_open_write", "evt.type", "fd.name", "fd.snet", "fd.sport", "fd.typechar",
        "k8s.ns.name", "k8s.pod.name", "proc.cmdline", "proc.name", "proc.pname",
    ];

    private static readonly string[] Priorities = ["EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFORMATIONAL", "DEBUG"];

    private static readonly string[] RuleKeys = ["rule", "desc", "condition", "output", "priority", "tags"];

    /// <summary>What is wrong with a rules file, whose entries are lists, macros and rules. An entry may use those before it.</summary>
    public static IEnumerable<string> Check(JsonArray entries)
    {
        var (lists, macros) = (new HashSet<string>(), new HashSet<string>());
        foreach (var entry in entries.OfType<JsonObject>())
        {
            var name = entry.Text("rule") ?? entry.Text("macro") ?? entry.Text("list") ?? "?";
            string[] keys = entry.ContainsKey("rule") ? RuleKeys : entry.ContainsKey("macro") ? ["macro", "condition"] : ["list", "items"];
            foreach (var key in keys.Except(entry.Select(field => field.Key)).Concat(entry.Select(field => field.Key).Except(keys)))
                yield return $"{name}: {key} is missing or unknown";
            if (entry.Text("priority") is { } priority && !Priorities.Contains(priority)) yield return $"{name}: {priority} is no priority";
            foreach (Match field in Placeholder().Matches(entry.Text("output") ?? ""))
                if (!Fields.Contains(field.Groups[1].Value)) yield return $"{name}: the output has the unknown field {field.Groups[1].Value}";
            if (entry.Text("condition") is { } condition && new Parser(condition, lists, macros).Fault() is { } fault) yield return $"{name}: {fault}";
            if (!(entry.ContainsKey("list") ? lists : macros).Add(name)) yield return $"{name}: there are two of this name";
        }
    }

    // or: and { "or" and }; and: not { "and" not }; not: [ "not" ] ( "(" or ")" | macro | field operator value ).
    private sealed class Parser(string condition, HashSet<string> lists, HashSet<string> macros)
    {
        private readonly string[] _tokens = [.. Token().Matches(condition).Select(match => match.Value)];
        private int _at;

        public string? Fault()
        {
            try
            {
                Or();
                return _at == _tokens.Length ? null : $"{_tokens[_at]} is not expected";
            }
            catch (FormatException error)
            {
                return error.Message;
            }
        }

        private void Or()
        {
            do And();
            while (Take("or"));
        }

        private void And()
        {
            do Term();
            while (Take("and"));
        }

        private void Term()
        {
            Take("not");
            if (Take("("))
            {
                Or();
                Expect(")");
            }
            else if (Next() is var name && !Fields.Contains(name))
            {
                if (!macros.Contains(name)) throw new FormatException($"{name} is neither a field nor a macro");
            }
            else if (Take("in"))
            {
                Expect("(");
                do Item();
                while (Take(","));
                Expect(")");
            }
            else if (Take("=") || Take("!=") || Take("startswith") || Take("endswith") || Take("contains")) Next();
            else throw new FormatException($"{name} has no operator");
        }

        private void Item()
        {
            var item = Next();
            if (item.StartsWith("otelshop_", StringComparison.Ordinal) && !lists.Contains(item)) throw new FormatException($"there is no list {item}");
        }

        private bool Take(string token)
        {
            var isNext = _at < _tokens.Length && _tokens[_at] == token;
            _at += isNext ? 1 : 0;
            return isNext;
        }

        private void Expect(string token)
        {
            if (!Take(token)) throw new FormatException($"{token} is missing");
        }

        private string Next() => _at < _tokens.Length && _tokens[_at] is not ("(" or ")" or "," or "and" or "or" or "in") ? _tokens[_at++] : throw new FormatException("a value is missing");
    }

    [GeneratedRegex("""%([a-z0-9_.]+)""")]
    private static partial Regex Placeholder();

    [GeneratedRegex("""[(),]|!=|=|"[^"]*"|[^\s(),="]+""")]
    private static partial Regex Token();
}
