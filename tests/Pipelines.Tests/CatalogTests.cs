using System.Text.Json.Nodes;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>The catalog that publishing the model writes for Backstage.</summary>
public sealed class CatalogTests(ShopObjects shop)
{
    [Fact]
    public async Task Backstage_accepts_every_entity() =>
        Assert.Equal("", await FindingsAsync([.. await EntitiesAsync("catalog-info.yaml"), .. await CatalogAsync()]));

    [Theory]
    [InlineData("owner", "ordering", "must have required property 'owner'")]
    [InlineData("lifecycle", "production", "must have required property 'lifecycle'")]
    public async Task An_entity_without_a_field_is_refused(string field, string value, string finding)
    {
        var cart = (await CatalogAsync()).Single(entity => Ref(entity) == "component:cart");
        Assert.Equal(value, (string?)cart["spec"]![field]);
        cart["spec"]!.AsObject().Remove(field);

        Assert.Contains(finding, await FindingsAsync([cart]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_location_leads_to_the_catalog_and_its_text_to_the_protocol()
    {
        var location = Assert.Single(await EntitiesAsync("catalog-info.yaml"));
        var catalog = Path.Combine(Checkout.Root, (string)location["spec"]!["target"]!);

        Assert.True(File.Exists(catalog));
        Assert.All(from entity in await EntitiesAsync("deploy/backstage/catalog.yaml") where (string?)entity["kind"] == "API" select (string)entity["spec"]!["definition"]!["$text"]!,
            text => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(catalog)!, text)), text));
    }

    [Fact]
    public async Task Components_depend_on_what_the_network_policies_let_them_call()
    {
        var components = (await CatalogAsync()).Where(entity => (string?)entity["kind"] == "Component").ToDictionary(entity => (string)entity["metadata"]!["name"]!);

        Assert.Equal(shop.Images, components.Keys.Order(StringComparer.Ordinal));
        Findings.None(
            from component in components
            let depends = component.Value["spec"]!["dependsOn"]!.AsArray().Select(reference => ((string)reference!).Split(':')[1]).Where(name => name != "flagd" || component.Key == "frontend-proxy").Order(StringComparer.Ordinal)
            where !depends.SequenceEqual(shop.Calls.GetValueOrDefault(component.Key, []))
            select $"{component.Key} depends on {string.Join(", ", depends)}");
    }

    [Fact]
    public async Task Every_reference_leads_to_an_entity()
    {
        var entities = await CatalogAsync();
        var known = entities.Select(Ref).ToHashSet(StringComparer.Ordinal);

        Findings.None(
            from entity in entities
            from reference in References(entity["spec"]!.AsObject())
            where !known.Contains(reference)
            select $"{Ref(entity)}: {reference}");
    }

    private static string Ref(JsonObject entity) => $"{((string)entity["kind"]!).ToLowerInvariant()}:{(string)entity["metadata"]!["name"]!}";

    private static IEnumerable<string> References(JsonObject spec)
    {
        IEnumerable<string> Named(string field, string kind) => spec[field] switch
        {
            JsonArray list => list.Select(name => kind + (string)name!),
            JsonValue name => [kind + (string)name!],
            _ => [],
        };
        return [.. Named("owner", "group:"), .. Named("system", "system:"), .. Named("providesApis", "api:"), .. Named("consumesApis", "api:"), .. Named("dependsOn", "")];
    }

    // Backstage puts the text in before it validates.
    private static async Task<List<JsonObject>> CatalogAsync()
    {
        var entities = await EntitiesAsync("deploy/backstage/catalog.yaml");
        foreach (var spec in entities.Select(entity => entity["spec"]!.AsObject()).Where(spec => spec["definition"] is JsonObject))
            spec["definition"] = Checkout.Read("protos", "oteldemo.proto");
        return entities;
    }

    private static async Task<List<JsonObject>> EntitiesAsync(string file) =>
        [.. JsonNode.Parse((await Programs.NodeAsync("objects.mjs", Checkout.Read(file.Split('/')))).Succeeded())!.AsArray().OfType<JsonObject>()];

    private static async Task<string> FindingsAsync(IEnumerable<JsonObject> entities) =>
        (await Programs.NodeAsync("catalog.mjs", new JsonArray([.. entities.Select(entity => entity.DeepClone())]).ToJsonString())).Succeeded().Trim();
}
