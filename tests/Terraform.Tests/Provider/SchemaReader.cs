using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Google.Protobuf;
using OtelShop.Terraform.Tests.Provider.Protocol;
using Attribute = OtelShop.Terraform.Tests.Provider.Protocol.Schema.Types.Attribute;
using Block = OtelShop.Terraform.Tests.Provider.Protocol.Schema.Types.Block;
using NestedBlock = OtelShop.Terraform.Tests.Provider.Protocol.Schema.Types.NestedBlock;
using NestingMode = OtelShop.Terraform.Tests.Provider.Protocol.Schema.Types.NestedBlock.Types.NestingMode;

namespace OtelShop.Terraform.Tests.Provider;

/// <summary>
/// Reads the schema of one type from its bindings. Declarations say which arguments are required and which are blocks;
/// the code says their types and, by its getters, which attributes are computed.
/// </summary>
internal sealed partial class SchemaReader
{
    private readonly string _code;
    private readonly Dictionary<string, Dictionary<string, Property>> _interfaces;
    private readonly Dictionary<string, string> _classes = [];

    private SchemaReader(string code, string declarations)
    {
        _code = code;
        _interfaces = Interfaces().Matches(declarations).ToDictionary(match => match.Groups["name"].Value, match => Properties(match.Groups["body"].Value));
        var parts = Classes().Split(code);
        for (var part = 1; part < parts.Length; part += 2) _classes[parts[part]] = parts[part + 1];
    }

    /// <summary>The schema whose bindings lie in a folder.</summary>
    public static Schema Read(string folder)
    {
        var code = File.ReadAllText(Path.Combine(folder, "index.js"));
        var reader = new SchemaReader(code, File.ReadAllText(Path.Combine(folder, "index.d.ts")));
        var name = RootClass().Match(code).Groups[1].Value;
        var block = reader.BlockOf($"{name}Config", "synthesizeHclAttributes()", name);
        foreach (var attribute in block.Attributes.Where(attribute => attribute is { Name: "id", Required: false })) attribute.Computed = true;
        return new Schema { Block = block };
    }

    private Block BlockOf(string structure) => BlockOf(structure, $"function {char.ToLowerInvariant(structure[0])}{structure[1..]}ToHclTerraform(", $"{structure}OutputReference");

    private Block BlockOf(string @interface, string function, string @class)
    {
        var block = new Block();
        var properties = _interfaces.GetValueOrDefault(@interface, []);
        var body = _classes.GetValueOrDefault(@class, "");
        var computed = Computed().Matches(body).Select(match => match.Groups[1].Value).ToHashSet();
        foreach (Match argument in Arguments().Matches(Function(function)))
        {
            var name = argument.Groups["name"].Value;
            Add(block, name, properties[name], argument.Groups["kind"].Value, argument.Groups["type"].Value, computed.Contains(name));
        }

        foreach (var line in body.Split('\n')) AddComputed(block, line, properties);
        return block;
    }

    private void Add(Block block, string name, Property property, string kind, string type, bool computed)
    {
        if (property.IsBlock)
            block.BlockTypes.Add(new NestedBlock
            {
                TypeName = name,
                Block = BlockOf(Structure(type, kind)),
                Nesting = kind switch { "struct" => NestingMode.Single, "set" => NestingMode.Set, _ => NestingMode.List },
                MinItems = property.IsOptional || kind == "struct" ? 0 : 1,
                MaxItems = property.IsMany || kind == "struct" ? 0 : 1,
            });
        else
            block.Attributes.Add(AttributeOf(name, TypeOf(type, kind), required: !property.IsOptional, optional: property.IsOptional, computed));
    }

    // Attributes without an argument are read only.
    private void AddComputed(Block block, string line, Dictionary<string, Property> properties)
    {
        var getter = Getters().Match(line);
        var set = line.Contains("Fn.tolist(", StringComparison.Ordinal);
        if (getter.Success && !properties.ContainsKey(getter.Groups["name"].Value))
            block.Attributes.Add(AttributeOf(getter.Groups["name"].Value, TypeOfGetter(getter.Groups["type"].Value, set), required: false, optional: false, computed: true));

        var field = Fields().Match(line);
        if (field.Success && !properties.ContainsKey(field.Groups["name"].Value))
            block.Attributes.Add(AttributeOf(
                field.Groups["name"].Value,
                new JsonArray(field.Groups["set"].Value == "true" ? "set" : "list", ObjectType(BlockOf(field.Groups["structure"].Value))), required: false, optional: false, computed: true));
    }

    private static Attribute AttributeOf(string name, JsonNode type, bool required, bool optional, bool computed) => new()
    {
        Name = name,
        Type = ByteString.CopyFromUtf8(type.ToJsonString()),
        Required = required,
        Optional = optional,
        Computed = computed,
        // The bindings do not say what is sensitive: Terraform wants outputs of these to be marked.
        Sensitive = computed && SecretNames().IsMatch(name),
    };

    private JsonNode TypeOf(string type, string kind) => type switch
    {
        "string" or "number" => type,
        "boolean" => "bool",
        _ when kind == "struct" => ObjectType(BlockOf(type)),
        _ => new JsonArray(kind, char.IsLower(type[0]) ? TypeOf(Structure(type, kind), "list") : ObjectType(BlockOf(Structure(type, kind)))),
    };

    private static JsonNode TypeOfGetter(string type, bool set) => type switch
    {
        "String" or "Number" => type.ToLowerInvariant(),
        "Boolean" => "bool",
        "List" => new JsonArray(set ? "set" : "list", "string"),
        _ when type.EndsWith("Map", StringComparison.Ordinal) => new JsonArray("map", TypeOfGetter(type[..^3], set)),
        _ => new JsonArray(set ? "set" : "list", TypeOfGetter(type[..^4], set)),
    };

    private static JsonArray ObjectType(Block block)
    {
        var type = new JsonObject();
        foreach (var attribute in block.Attributes) type[attribute.Name] = JsonNode.Parse(attribute.Type.Span);
        foreach (var nested in block.BlockTypes) type[nested.TypeName] = new JsonArray(nested.Nesting == NestingMode.Set ? "set" : "list", ObjectType(nested.Block));
        return ["object", type];
    }

    private static string Structure(string type, string kind) => kind == "struct" ? type : type[..^(kind == "map" ? 3 : 4)];

    private string Function(string start)
    {
        var from = _code.IndexOf(start, StringComparison.Ordinal);
        return from < 0 ? "" : _code[from.._code.IndexOf("\n}", from, StringComparison.Ordinal)];
    }

    private static Dictionary<string, Property> Properties(string body) => Declarations().Matches(body).ToDictionary(
        match => match.Groups["name"].Value,
        match => new Property(match.Groups["optional"].Length > 0, match.Groups["block"].Length > 0, match.Groups["type"].Value.Contains("[]", StringComparison.Ordinal)));

    private sealed record Property(bool IsOptional, bool IsBlock, bool IsMany);

    [GeneratedRegex(@"^class (\w+) extends cdkt[fn]\.Terraform", RegexOptions.Multiline)]
    private static partial Regex RootClass();

    [GeneratedRegex(@"^class (\w+) extends ", RegexOptions.Multiline)]
    private static partial Regex Classes();

    [GeneratedRegex(@"^export interface (?<name>\w+)[^{]*\{(?<body>.*?)^\}", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Interfaces();

    [GeneratedRegex(@"/\*\*\n(?:    \* (?<block>\w+ block)\n)?(?:(?!\*/).)*?\{@link \S+#(?<name>\w+) (?:(?!\*/).)*\*/\n    readonly \w+(?<optional>\??): (?<type>[^;]*);", RegexOptions.Singleline)]
    private static partial Regex Declarations();

    [GeneratedRegex("""^ +(?<name>\w+): \{\n +value: .*,\n +isBlock: \w+,\n +type: "(?<kind>\w+)",\n +storageClassType: "(?<type>\w+)",""", RegexOptions.Multiline)]
    private static partial Regex Arguments();

    [GeneratedRegex(@"// (\w+) - computed: true")]
    private static partial Regex Computed();

    [GeneratedRegex(@"this\.get(?<type>\w+)Attribute\('(?<name>\w+)'\)")]
    private static partial Regex Getters();

    [GeneratedRegex("""new (?<structure>\w+)(?:OutputReference|List|Map)\(this, "(?<name>\w+)"(?:, (?<set>\w+))?\)""")]
    private static partial Regex Fields();

    [GeneratedRegex("(^|_)(password|connection_string|access_key|shared_key|primary_key|secondary_key|kube_config|kube_admin_config|kube_config_raw|kube_admin_config_raw|instrumentation_key)$")]
    private static partial Regex SecretNames();
}
