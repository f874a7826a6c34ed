using System.Text.Json.Nodes;
using OtelShop.Deploy.Tests.Tools;

namespace OtelShop.Deploy.Tests.Checks;

/// <summary>Runs a script of peers/ over objects; each line that it prints is a finding.</summary>
internal static class SchemaCheck
{
    /// <summary>Required fields, types, enumerations and patterns.</summary>
    public static Task<IReadOnlyList<string>> ValidateAsync(JsonArray entries) => RunAsync("validate.mjs", entries);

    /// <summary>Fields that the API does not know, and null where it wants a value.</summary>
    public static Task<IReadOnlyList<string>> StrictAsync(JsonArray entries) => RunAsync("strict.mjs", entries);

    /// <summary>Syntax errors of PromQL.</summary>
    public static Task<IReadOnlyList<string>> PromQlAsync(IEnumerable<string> queries) => RunAsync("promql.mjs", [.. queries.Select(query => JsonValue.Create(query))]);

    /// <summary>Fields and values of dashboards that Grafana's schema does not know.</summary>
    public static Task<IReadOnlyList<string>> DashboardsAsync(JsonArray dashboards) => RunAsync("dashboards.mjs", dashboards);

    /// <summary>Syntax errors of queries, which are objects of <c>language</c> (PromQl, LogQl, TraceQl) and <c>text</c>.</summary>
    public static Task<IReadOnlyList<string>> QueriesAsync(JsonArray queries) => RunAsync("queries.mjs", queries);

    private static async Task<IReadOnlyList<string>> RunAsync(string script, JsonArray entries)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, entries.ToJsonString());
            return (await DeployTools.NodeAsync(script, file)).Succeeded().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
