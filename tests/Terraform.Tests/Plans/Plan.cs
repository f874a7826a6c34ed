using System.Text.Json.Nodes;

namespace OtelShop.Terraform.Tests.Plans;

/// <summary>What Terraform would create: the output of <c>terraform show -json</c> for a plan.</summary>
/// <param name="Resources">Resources that are created.</param>
/// <param name="Outputs">Values of the outputs.</param>
/// <param name="Reads">Data sources: resources of other configurations.</param>
internal sealed record Plan(IReadOnlyList<PlannedResource> Resources, JsonObject Outputs, IReadOnlyList<PlannedResource> Reads)
{
    public static Plan Parse(string json)
    {
        var plan = JsonNode.Parse(json)!;
        return new Plan(
            [.. plan.Items("resource_changes").Where(change => change.Text("mode") == "managed").Select(PlannedResource.Of)],
            new JsonObject(plan.Fields("planned_values", "outputs").Select(output => KeyValuePair.Create(output.Key, output.Value.At("value")?.DeepClone()))),
            [.. Modules(plan.At("prior_state", "values", "root_module")).SelectMany(module => module.Items("resources")).Where(resource => resource.Text("mode") == "data").Select(PlannedResource.OfState)]);
    }

    private static IEnumerable<JsonNode> Modules(JsonNode? module) => module is null ? [] : module.Items("child_modules").SelectMany(Modules).Prepend(module);

    /// <summary>Resources of the given types.</summary>
    public IEnumerable<PlannedResource> Of(params string[] types) => Resources.Where(resource => types.Contains(resource.Type));
}

/// <summary>A resource of a plan. Values that are not known before it is applied are missing.</summary>
internal sealed record PlannedResource(string Address, string Type, JsonObject Values)
{
    /// <summary>The identifier that the schema-only provider plans.</summary>
    public string Id => Text("id") ?? Address;

    public static PlannedResource Of(JsonNode change) => new(
        change.Text("address")!, change.Text("type")!, (JsonObject?)change.At("change", "after")?.DeepClone() ?? []);

    public static PlannedResource OfState(JsonNode resource) => new(resource.Text("address")!, resource.Text("type")!, (JsonObject)resource.At("values")!.DeepClone());

    /// <summary>The value at a dotted path, in which blocks are counted from 0: <c>network_profile.0.service_cidr</c>.</summary>
    public JsonNode? At(string path)
    {
        JsonNode? node = Values;
        foreach (var step in path.Split('.'))
            node = node is JsonArray array ? array.ElementAtOrDefault(int.Parse(step)) : (node as JsonObject)?[step];
        return node;
    }

    public string? Text(string path) => (At(path) as JsonValue)?.ToString();

    public IReadOnlyList<string> Texts(string path) => [.. (At(path) as JsonArray ?? []).Select(item => item?.ToString() ?? "")];

    /// <summary>The blocks of a type, each as a resource of its own so that its fields can be read by path.</summary>
    public IEnumerable<PlannedResource> Blocks(string path) => (At(path) as JsonArray ?? []).OfType<JsonObject>().Select(block => new PlannedResource(Address, Type, block));
}
