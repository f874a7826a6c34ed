using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OtelShop.Terraform.Tests;

/// <summary>The workbook of Azure Monitor.</summary>
public sealed class WorkbookTests(Workspace workspace)
{
    [Theory]
    [InlineData("dev", 9)]
    [InlineData("staging", 13)]
    [InlineData("prod", 13)]
    public async Task Queries_of_a_workbook_are_KQL(string stage, int count)
    {
        var plan = await workspace.PlanAsync($"environments/{stage}");
        var workbook = JsonNode.Parse(Assert.Single(plan.Of("azurerm_application_insights_workbook")).At("data_json")!.GetValue<string>())!;
        var queries = workbook.Items("items").Select(item => item.Text("content", "query")).OfType<string>().ToList();

        Assert.Equal(count, queries.Count);
        Assert.Empty(await FindingsAsync(queries));
    }

    [Theory]
    [InlineData("KubeEvents | sumarize count()")]
    [InlineData("Perf | where (CounterValue > 1")]
    public async Task A_query_that_is_no_KQL_is_named(string query) => Assert.Contains(query, await FindingsAsync([query]), StringComparison.Ordinal);

    private static async Task<string> FindingsAsync(IReadOnlyList<string> queries, [CallerFilePath] string here = "")
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(queries));
            var start = new ProcessStartInfo("node", [Path.Combine(Path.GetDirectoryName(here)!, "peers", "kql.cjs"), file]) { RedirectStandardOutput = true, RedirectStandardError = true };
            using var node = Process.Start(start)!;
            var errors = node.StandardError.ReadToEndAsync();
            var output = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            Assert.True(node.ExitCode == 0, await errors);
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
