using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>
/// Writes YAML that every version of YAML reads alike. Ours, because YAML libraries write neither template directives nor quote what only YAML 1.1 takes
/// for a number or a boolean.
/// </summary>
internal static partial class Yaml
{
    /// <summary>First line of every file.</summary>
    public const string Header = "# Written by publishing the app model; change AppHost/Program.cs instead.\n";

    /// <summary>Documents, separated by <c>---</c>.</summary>
    public static string Write(IEnumerable<JsonNode> documents) => string.Join("---\n", documents.Select(document => Write(TemplateNode.Of(document))));

    public static string Write(TemplateNode document)
    {
        var text = new StringBuilder();
        WriteBlock(text, document, indent: 0);
        return text.ToString();
    }

    /// <summary>A scalar on one line.</summary>
    public static string Scalar(JsonNode? value) => value is JsonValue text && text.GetValueKind() == JsonValueKind.String
        ? Quote((string)text!)
        : value?.ToJsonString() ?? "null";

    private static string Quote(string text) => PlainText().IsMatch(text) && !Reserved().IsMatch(text) ? text : QuotedText.Of(text);

    // A block has no escapes, and takes its indentation from the first line.
    private static bool IsBlock(string text) =>
        text.Contains('\n', StringComparison.Ordinal) && !char.IsWhiteSpace(text[0]) && !text.EndsWith("\n\n", StringComparison.Ordinal)
        && text.All(character => character == '\n' || !QuotedText.IsEscaped(character));

    private static void WriteBlock(StringBuilder text, TemplateNode node, int indent)
    {
        switch (node)
        {
            case TemplateMap map:
                WriteEntries(text, map.Entries, indent, isItem: false);
                break;
            case TemplateList list:
                WriteEntries(text, list.Items, indent, isItem: true);
                break;
            default:
                Indent(text, indent).Append(Inline(node)).Append('\n');
                break;
        }
    }

    // Neighbours share their condition.
    private static void WriteEntries(StringBuilder text, IReadOnlyList<TemplateEntry> entries, int indent, bool isItem)
    {
        for (var index = 0; index < entries.Count; index++)
        {
            var condition = entries[index].Condition;
            if (condition is not null && (index == 0 || entries[index - 1].Condition != condition))
                text.Append("{{- if ").Append(condition).Append(" }}\n");
            WriteEntry(text, entries[index], isItem ? "-" : $"{Quote(entries[index].Key)}:", indent, isItem);
            if (condition is not null && (index == entries.Count - 1 || entries[index + 1].Condition != condition))
                text.Append("{{- end }}\n");
        }
    }

    private static void WriteEntry(StringBuilder text, TemplateEntry entry, string label, int indent, bool isItem)
    {
        if (entry.Value is TemplateMap { Entries: [{ Condition: null }, ..] } map && isItem)
        {
            // The first key stands beside the dash.
            var nested = new StringBuilder();
            WriteBlock(nested, map, indent + 2);
            Indent(text, indent).Append("- ").Append(nested.ToString().AsSpan(indent + 2));
        }
        else if (entry.Value is TemplateMap { Entries.Count: > 0 } or TemplateList { Items.Count: > 0 })
        {
            Indent(text, indent).Append(label).Append('\n');
            WriteBlock(text, entry.Value, indent + 2);
        }
        else if (entry.Value is TemplateText { Text: var lines } && IsBlock(lines))
        {
            Indent(text, indent).Append(label).Append(lines.EndsWith('\n') ? " |\n" : " |-\n");
            foreach (var line in (lines.EndsWith('\n') ? lines[..^1] : lines).Split('\n'))
                (line.Length == 0 ? text : Indent(text, indent + 2).Append(line)).Append('\n');
        }
        else if (entry.Value is TemplateBlock block)
        {
            Indent(text, indent).Append(label).Append('\n');
            Indent(text, indent + 2).Append("{{- ").Append(block.Expression).Append(" | nindent ").Append(indent + 2).Append(" }}\n");
        }
        else
        {
            Indent(text, indent).Append(label).Append(' ').Append(Inline(entry.Value)).Append('\n');
        }
    }

    private static string Inline(TemplateNode node) => node switch
    {
        TemplateExpression expression => expression.Text,
        TemplateText text => Quote(text.Text),
        TemplateScalar scalar => Scalar(scalar.Value),
        TemplateMap => "{}",
        TemplateList => "[]",
        _ => throw new InvalidOperationException($"{node.GetType().Name} needs lines of its own."),
    };

    private static StringBuilder Indent(StringBuilder text, int indent) => text.Append(' ', indent);

    [GeneratedRegex(@"^[A-Za-z/][A-Za-z0-9/._-]*\z")]
    private static partial Regex PlainText();

    [GeneratedRegex("^(y|n|yes|no|on|off|true|false|null)$", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
