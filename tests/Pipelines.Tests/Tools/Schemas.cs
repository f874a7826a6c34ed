using System.Text.Json.Nodes;

namespace OtelShop.Pipelines.Tests.Tools;

/// <summary>Schemas of Azure's files. They are not ours, and no package has them, so that they lie beside the checkout or not at all.</summary>
internal static class Schemas
{
    /// <summary>What a schema finds wrong; where the schema is missing, only that the documents are objects with content.</summary>
    public static async Task<IEnumerable<string>> FindingsAsync(string schema, JsonObject documents)
    {
        var path = Checkout.At("..", "shared", "data", "schemas", schema);
        if (File.Exists(path))
            return (await Programs.NodeAsync("schema.mjs", documents.ToJsonString(), path)).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        TestContext.Current.TestOutputHelper?.WriteLine($"{schema} does not lie beside the checkout; the documents are not checked against it.");
        return documents.Where(document => document.Value is not JsonObject { Count: > 0 }).Select(document => $"{document.Key} is empty");
    }
}
