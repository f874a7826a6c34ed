using System.Text.Json.Nodes;

namespace OtelShop.Images.Tests;

public sealed class SbomTests(BuiltImages images)
{
    [Fact]
    public async Task The_SBOM_is_valid_CycloneDX()
    {
        var script = Path.Combine(BuiltImages.Root, "tests", "Images.Tests", "peers", "cyclonedx", "validate.mjs");
        var findings = await Outcome.OfAsync("node", script, images.Sbom("quote"), images.Sbom("accounting"));

        Assert.Equal("null\nnull\n", findings.Output + findings.Error);
    }

    [Fact]
    public void The_SBOM_is_about_the_image()
    {
        var component = Read("accounting")["metadata"]!["component"]!;

        Assert.Equal("container otelshop/accounting 1.2.3-test", $"{component["type"]} {component["name"]} {component["version"]}");
    }

    [Fact]
    public void The_SBOM_lists_the_packages_of_the_image_and_no_others()
    {
        var settings = images.Accounting.Files.Single(file => file.Path == "app/Accounting.deps.json");
        var packages = from library in JsonNode.Parse(settings.Content)!["libraries"]!.AsObject()
                       where (string?)library.Value!["type"] == "package"
                       select library.Key;

        Assert.Equal(packages.Order(StringComparer.Ordinal), Components("accounting").Select(component => $"{component["name"]}/{component["version"]}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_package_has_a_licence_a_hash_and_a_package_URL() =>
        Assert.All(Components("accounting"), component => Assert.True(
            component["licenses"] is JsonArray { Count: > 0 } && component["hashes"] is JsonArray { Count: > 0 } && component["purl"] is not null, $"{component}"));

    [Fact]
    public void Two_builds_of_a_commit_have_the_same_SBOM() => Assert.Equal(File.ReadAllText(images.Sbom("quote")), File.ReadAllText(images.Sbom("quote", "pushed")));

    private JsonNode Read(string service) => JsonNode.Parse(File.ReadAllText(images.Sbom(service)))!;

    private IEnumerable<JsonNode> Components(string service) => Read(service)["components"]!.AsArray().Select(component => component!);
}
