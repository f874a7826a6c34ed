using System.Text.Json.Nodes;
using OtelShop.Hosting.Kubernetes.Objects;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>Text of the model in a template: the release says the namespace, and braces of the model are no directives.</summary>
internal static class HelmText
{
    // Reserved for private use: no text of the model has it.
    private const string Mark = "\uf8ff";

    /// <summary>Replaces the namespace, so that stages do not differ by it.</summary>
    public static JsonNode Mask(JsonNode node, string @namespace) => Map(node, text => text.Replace(@namespace, Mark, StringComparison.Ordinal))!;

    /// <summary>The text of one stage again.</summary>
    public static JsonNode? Unmask(JsonNode? node, string @namespace) => Map(node, text => text.Replace(Mark, @namespace, StringComparison.Ordinal));

    public static TemplateNode Template(TemplateNode node) => node switch
    {
        TemplateMap map => new TemplateMap([.. map.Entries.Select(entry => entry with { Value = Template(entry.Value) })]),
        TemplateList list => new TemplateList([.. list.Items.Select(item => item with { Value = Template(item.Value) })]),
        TemplateText { Text: var text } when text.Contains(Mark, StringComparison.Ordinal) || text.Contains("{{", StringComparison.Ordinal) =>
            new TemplateExpression(Escape(QuotedText.Of(text))),
        _ => node,
    };

    private static string Escape(string text) => text
        .Replace("{{", "{{ \"{{\" }}", StringComparison.Ordinal)
        .Replace(Mark, "{{ .Release.Namespace }}", StringComparison.Ordinal);

    private static JsonNode? Map(JsonNode? node, Func<string, string> change) => node switch
    {
        JsonObject map => new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Map(entry.Value, change)))),
        JsonArray list => new JsonArray([.. list.Select(item => Map(item, change))]),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => JsonValue.Create(change((string)value!)),
        _ => node?.DeepClone(),
    };
}
