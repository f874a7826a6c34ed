using System.Text.Json.Nodes;
using OtelShop.Pipelines.Tests.Tools;

[assembly: AssemblyFixture(typeof(PipelineFiles))]

namespace OtelShop.Pipelines.Tests.Tools;

/// <summary>The pipelines of both systems, read once.</summary>
public sealed class PipelineFiles : IAsyncLifetime
{
    internal IReadOnlyDictionary<string, JsonObject> GitHub { get; private set; } = new Dictionary<string, JsonObject>();

    internal IReadOnlyDictionary<string, JsonObject> Azure { get; private set; } = new Dictionary<string, JsonObject>();

    public async ValueTask InitializeAsync()
    {
        GitHub = await ReadAsync("github", ".github/workflows");
        Azure = await ReadAsync("azure", "azure-pipelines");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Steps of a pipeline in order, jobs and stages flattened.</summary>
    internal static IEnumerable<JsonObject> Steps(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(property => property is { Key: "steps", Value: JsonArray steps } ? steps.OfType<JsonObject>() : Steps(property.Value)),
        JsonArray list => list.SelectMany(Steps),
        _ => [],
    };

    /// <summary>The shell commands of a step, or nothing when it runs an action or a task of another kind.</summary>
    internal static string? Shell(JsonObject step) => (string?)(step["run"] ?? step["bash"] ?? step["inputs"]?["inlineScript"]);

    private static async Task<IReadOnlyDictionary<string, JsonObject>> ReadAsync(string system, string folder)
    {
        var files = Checkout.Files(folder, "*.yml");
        var read = JsonNode.Parse((await Programs.NodeAsync("pipelines.mjs", "", [system, .. files])).Succeeded())!.AsArray();
        return files.Zip(read).ToDictionary(pair => Path.GetFileName(pair.First), pair => pair.Second!.AsObject(), StringComparer.Ordinal);
    }
}
