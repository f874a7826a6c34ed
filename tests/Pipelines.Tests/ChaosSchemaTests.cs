using System.Text.Json.Nodes;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>Experiments against a schema of our own: no package and no catalogue at hand has that of Chaos Mesh.</summary>
public sealed class ChaosSchemaTests
{
    private static readonly string Schema = Checkout.At("tests", "Pipelines.Tests", "schemas", "chaos-mesh.json");

    [Theory, InlineData("dev"), InlineData("staging")]
    public async Task Experiments_have_the_shape_that_Chaos_Mesh_requires(string stage)
    {
        var documents = await DocumentsAsync(stage);

        Assert.True(documents.Count > 100, $"{documents.Count} experiments");
        Findings.None(await CheckAsync(documents));
    }

    [Theory]
    [InlineData("delay-checkout-to-payment", "delay", null)]
    [InlineData("partition-checkout-to-payment", "delay", """{ "latency": "1s" }""")]
    [InlineData("loss-checkout-to-payment", "loss", """{ "loss": "150" }""")]
    [InlineData("kill-cart", "action", "\"pod-delete\"")]
    [InlineData("memory-cart", "stressors", "{}")]
    [InlineData("cpu-cart", "duration", "\"forever\"")]
    [InlineData("cpu-cart", "scheduler", "{}")]
    public async Task An_experiment_of_another_shape_is_found(string name, string field, string? value)
    {
        var experiment = (await DocumentsAsync("dev"))[name]!.DeepClone();
        experiment["spec"]!.AsObject().Remove(field);
        if (value is not null) experiment["spec"]![field] = JsonNode.Parse(value);

        Assert.Contains(await CheckAsync(new JsonObject { [name] = experiment }), finding => finding.Contains("/spec", StringComparison.Ordinal));
    }

    private static async Task<string[]> CheckAsync(JsonObject documents) =>
        (await Programs.NodeAsync("schema.mjs", documents.ToJsonString(), Schema)).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static async Task<JsonObject> DocumentsAsync(string stage)
    {
        var objects = JsonNode.Parse((await Programs.NodeAsync("objects.mjs", Checkout.Read("deploy", "chaos", $"{stage}.yaml"))).Succeeded())!.AsArray();
        return new JsonObject(objects.Select(item => KeyValuePair.Create((string)item!["metadata"]!["name"]!, (JsonNode?)item.DeepClone())));
    }
}
