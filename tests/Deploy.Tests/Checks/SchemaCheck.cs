using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Runs a script of peers/ over objects; each line that it prints is a finding.</summary>
internal static class SchemaCheck
{
    /// <summary>Required fields, types, enumerations and patterns.</summary>
    public static Task<IReadOnlyList<string>> ValidateAsync(JsonArray entries) => RunAsync("validate.mjs", entries);

    /// <summary>Fields that the API does not know, and null where it wants a value.</summary>
    public static Task<IReadOnlyList<string>> StrictAsync(JsonArray entries) => RunAsync("strict.mjs", entries);

    /// <summary>What the schemas of custom resources find that lie beside the checkout. Where they are missing, only kinds without a specification.</summary>
    public static async Task<IReadOnlyList<string>> CustomResourcesAsync(JsonArray entries)
    {
        var schemas = DeployTools.InRepository("..", "shared", "data", "schemas", "crds");
        if (Directory.Exists(schemas)) return await RunAsync("crds.mjs", entries, schemas);
        TestContext.Current.TestOutputHelper?.WriteLine("The schemas of custom resources do not lie beside the checkout; objects are not checked against them.");
        return [.. entries.Where(entry => entry.At("object", "spec") is not JsonObject { Count: > 0 }).Select(entry => $"{entry.Text("object", "metadata", "name")} is empty")];
    }

    /// <summary>Syntax errors of PromQL.</summary>
    public static Task<IReadOnlyList<string>> PromQlAsync(IEnumerable<string> queries) => RunAsync("promql.mjs", [.. queries.Select(query => JsonValue.Create(query))]);

    /// <summary>Fields and values of dashboards that Grafana's schema does not know.</summary>
    public static Task<IReadOnlyList<string>> DashboardsAsync(JsonArray dashboards) => RunAsync("dashboards.mjs", dashboards);

    /// <summary>Syntax errors of queries, which are objects of <c>language</c> (PromQl, LogQl, TraceQl) and <c>text</c>.</summary>
    public static Task<IReadOnlyList<string>> QueriesAsync(JsonArray queries) => RunAsync("queries.mjs", queries);

    /// <summary>The lines that a script of peers/ prints about a file.</summary>
    internal static async Task<IReadOnlyList<string>> RunAsync(string script, JsonArray entries, params string[] arguments)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, entries.ToJsonString());
            return (await DeployTools.NodeAsync(script, [file, .. arguments])).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
