using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OtelShop.Deploy.Tests.Objects;

/// <summary>Reads manifests and refuses scalars that YAML 1.1, which kubectl reads, takes for something else than YAML 1.2 does.</summary>
internal static partial class YamlReader
{
    /// <exception cref="FormatException">A document is no object, or a plain scalar is ambiguous.</exception>
    /// <exception cref="YamlException">The text is not YAML, or a key occurs twice.</exception>
    public static IReadOnlyList<JsonObject> Read(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return [.. stream.Documents.Select(document => Convert(document.RootNode)).OfType<JsonNode>().Select(AsObject)];
    }

    private static JsonObject AsObject(JsonNode root) =>
        root as JsonObject ?? throw new FormatException($"A document is no object: {root.ToJsonString()}");

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(entry => KeyValuePair.Create(Key(entry.Key), Convert(entry.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
        YamlScalarNode scalar => Scalar(scalar),
        _ => throw new FormatException($"Line {node.Start.Line}: {node.NodeType} is not expected in a manifest."),
    };

    // JSON has no other keys than strings: kubectl makes one of a number.
    private static string Key(YamlNode node) => Convert(node) is JsonValue value && !value.TryGetValue<bool>(out _)
        ? value.ToString()
        : throw new FormatException($"Line {node.Start.Line}: the key {node} is neither a string nor a number: quote it.");

    private static JsonValue? Scalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not ScalarStyle.Plain) return JsonValue.Create(text);
        if (Ambiguous().IsMatch(text))
            throw new FormatException($"Line {scalar.Start.Line}: kubectl does not read the plain scalar {text} as a string: quote it.");
        return text switch
        {
            "" or "~" or "null" => null,
            "true" => JsonValue.Create(true),
            "false" => JsonValue.Create(false),
            _ when long.TryParse(text, out var number) => JsonValue.Create(number),
            _ when Decimal().IsMatch(text) => JsonValue.Create(decimal.Parse(text)),
            _ => JsonValue.Create(text),
        };
    }

    // Booleans, octal, hexadecimal, binary, grouped, sexagesimal and exponential numbers, signed ones, special floats, dates, the merge key and the default key.
    [GeneratedRegex(@"^([yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|True|TRUE|False|FALSE|Null|NULL|[-+]?0[0-9_]+|[-+]?0[xXoObB][0-9a-fA-F_]+|[-+]?[0-9]+(_[0-9]+)+|[-+]?[0-9]+(:[0-5]?[0-9])+|[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+|\+[0-9.]+|\.[0-9]+|[0-9]+\.|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|<<|=)$")]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"^-?[0-9]+\.[0-9]+$")]
    private static partial Regex Decimal();
}
