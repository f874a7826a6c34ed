using System.Diagnostics;
using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>Runs promtool and amtool of Debian's packages.</summary>
internal static class PrometheusTools
{
    public static string At(params string[] parts) => Path.Combine([DeployTools.DeployFolder, "monitoring", .. parts]);

    public static Task<ToolResult> PromtoolAsync(params string[] arguments) => RunAsync("promtool", arguments);

    public static Task<ToolResult> AmtoolAsync(params string[] arguments) => RunAsync("amtool", arguments);

    /// <summary>Runs a unit test of the rules that its queries depend on.</summary>
    /// <param name="files">Rule files below deploy/monitoring/rules.</param>
    /// <param name="interval">Time between evaluations.</param>
    /// <param name="test">What promtool calls a test group.</param>
    public static async Task<ToolResult> TestRulesAsync(IReadOnlyList<string> files, string interval, JsonObject test)
    {
        var texts = await Task.WhenAll(files.Select(file => File.ReadAllTextAsync(At("rules", file))));
        var rules = RuleSelection.NeededBy(test["promql_expr_test"]!.AsArray().Select(query => (string)query!["expr"]!), texts);
        var folder = Directory.CreateTempSubdirectory("otelshop-rules-");
        try
        {
            await Task.WhenAll(texts.Select((text, number) => File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{number}.rules"), RuleSelection.Of(text, rules).ToJsonString())));
            var file = Path.Combine(folder.FullName, "test");
            await File.WriteAllTextAsync(file, new JsonObject
            {
                ["rule_files"] = new JsonArray("*.rules"),
                ["evaluation_interval"] = interval,
                // Alerts read what rules of other groups recorded.
                ["group_eval_order"] = new JsonArray("slo-indicators", "slo-budgets", "slo-burn-rates", "slo-policy"),
                ["tests"] = new JsonArray(test),
            }.ToJsonString());
            return await PromtoolAsync("test", "rules", file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<ToolResult> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new ToolResult(process.ExitCode, await output, await errors);
    }
}
