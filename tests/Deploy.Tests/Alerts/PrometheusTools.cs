using System.Diagnostics;
using System.Text.Json.Nodes;
using OtelShop.Deploy.Tests.Tools;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>Runs promtool and amtool of Debian's packages.</summary>
internal static class PrometheusTools
{
    public static string At(params string[] parts) => Path.Combine([DeployTools.DeployFolder, "monitoring", .. parts]);

    public static Task<ToolResult> PromtoolAsync(params string[] arguments) => RunAsync("promtool", arguments);

    public static Task<ToolResult> AmtoolAsync(params string[] arguments) => RunAsync("amtool", arguments);

    /// <summary>Runs a unit test of rules.</summary>
    /// <param name="files">Rule files below deploy/monitoring/rules.</param>
    /// <param name="interval">Time between evaluations.</param>
    /// <param name="test">What promtool calls a test group.</param>
    public static async Task<ToolResult> TestRulesAsync(IEnumerable<string> files, string interval, JsonObject test)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, new JsonObject
            {
                ["rule_files"] = new JsonArray([.. files.Select(path => (JsonNode)At("rules", path))]),
                ["evaluation_interval"] = interval,
                // Alerts read what rules of other groups recorded.
                ["group_eval_order"] = new JsonArray("slo-indicators", "slo-budgets", "slo-burn-rates", "slo-policy"),
                ["tests"] = new JsonArray(test),
            }.ToJsonString());
            return await PromtoolAsync("test", "rules", file);
        }
        finally
        {
            File.Delete(file);
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
