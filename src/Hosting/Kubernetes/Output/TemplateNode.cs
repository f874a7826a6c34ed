using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Kubernetes.Output;

/// <summary>YAML in which parts may be conditional or computed by Helm.</summary>
internal abstract record TemplateNode
{
    /// <summary>Readable: these files are not embedded in HTML.</summary>
    public static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TemplateNode Of(JsonNode? node) => node switch
    {
        JsonObject map => new TemplateMap([.. map.Select(entry => new TemplateEntry(entry.Key, Of(entry.Value)))]),
        JsonArray list => new TemplateList([.. list.Select(item => new TemplateEntry("", Of(item)))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => new TemplateText((string)value!),
        _ => new TemplateScalar(node),
    };
}

internal sealed record TemplateMap(IReadOnlyList<TemplateEntry> Entries) : TemplateNode;

internal sealed record TemplateList(IReadOnlyList<TemplateEntry> Items) : TemplateNode;

/// <summary>A string.</summary>
internal sealed record TemplateText(string Text) : TemplateNode;

/// <summary>A number, a boolean or null.</summary>
internal sealed record TemplateScalar(JsonNode? Value) : TemplateNode;

/// <summary>Text with directives of Helm, written as it is.</summary>
internal sealed record TemplateExpression(string Text) : TemplateNode;

/// <summary>A directive of Helm that yields lines.</summary>
internal sealed record TemplateBlock(string Expression) : TemplateNode;

/// <param name="Key">Of a map's entry; empty in a list.</param>
/// <param name="Value">The value.</param>
/// <param name="Condition">Expression of Helm without which the entry is left out. Null: always there.</param>
internal sealed record TemplateEntry(string Key, TemplateNode Value, string? Condition = null);
