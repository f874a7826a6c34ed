using System.Text.Json.Nodes;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>Objects of Velero against the schemas of its custom resources.</summary>
public sealed class BackupSchemaTests
{
    [Theory, InlineData("Schedule", 2), InlineData("BackupStorageLocation", 1)]
    public async Task Objects_of_Velero_have_the_shape_that_its_API_requires(string kind, int count)
    {
        var documents = await DocumentsAsync(kind);

        Assert.Equal(count, documents.Count);
        Findings.None(await Schemas.FindingsAsync($"crds/velero.io/{kind.ToLowerInvariant()}_v1.json", documents));
    }

    [Fact]
    public async Task A_field_that_Velero_does_not_know_is_found()
    {
        var documents = await DocumentsAsync("Schedule");
        documents.First().Value!["spec"]!["cron"] = "0 0 * * *";

        // Without the schema beside the checkout nothing is checked.
        if (File.Exists(Checkout.At("..", "shared", "data", "schemas", "crds", "velero.io", "schedule_v1.json")))
            Assert.Contains("cron", Assert.Single(await Schemas.FindingsAsync("crds/velero.io/schedule_v1.json", documents)), StringComparison.Ordinal);
    }

    private static async Task<JsonObject> DocumentsAsync(string kind)
    {
        var manifests = string.Join("---\n", Checkout.Files("deploy/operations/backups", "*.yaml").Select(path => Checkout.Read(path)));
        var objects = JsonNode.Parse((await Programs.NodeAsync("objects.mjs", manifests)).Succeeded())!.AsArray();
        return new JsonObject(objects.Where(item => (string?)item!["kind"] == kind).Select(item => KeyValuePair.Create((string)item!["metadata"]!["name"]!, (JsonNode?)item.DeepClone())));
    }
}
