using System.Text.Json.Nodes;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

public sealed class AzurePipelineTests(PipelineFiles pipelines)
{
    [Fact]
    public async Task The_schema_of_Azure_Pipelines_accepts_each_file() => Findings.None(await Schemas.FindingsAsync(
        "azure-pipelines.schema.json", new JsonObject(pipelines.Azure.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)file.Value.DeepClone())))));

    [Fact]
    public void Every_job_has_a_time_limit() => Findings.None(
        from job in Jobs()
        where job["timeoutInMinutes"] is null
        select (string?)(job["job"] ?? job["deployment"]));

    [Fact]
    public void What_changes_a_stage_waits_for_the_approvals_of_an_environment() => Findings.None(
        from job in Jobs()
        from step in PipelineFiles.Steps(job)
        let shell = PipelineFiles.Shell(step) ?? ""
        where shell.Contains("set-stage.sh", StringComparison.Ordinal) || shell.Contains("terraform.sh apply", StringComparison.Ordinal)
        where job["deployment"] is null || job["environment"] is null
        select shell);

    [Fact]
    public void No_command_contains_a_parameter() => Findings.None(
        from file in pipelines.Azure
        from step in PipelineFiles.Steps(file.Value)
        where PipelineFiles.Shell(step)?.Contains("${{", StringComparison.Ordinal) == true
        select $"{file.Key}: {PipelineFiles.Shell(step)}");

    [Fact]
    public void Only_jobs_that_commit_keep_the_token_in_the_checkout() => Findings.None(
        from job in Jobs()
        let steps = PipelineFiles.Steps(job).ToList()
        where steps.Any(step => step["checkout"] is not null && (string?)step["persistCredentials"] == "true")
        where !steps.Any(step => PipelineFiles.Shell(step) is { } shell
            && (shell.Contains("set-stage.sh", StringComparison.Ordinal) || shell.Contains("set-infrastructure.sh", StringComparison.Ordinal)))
        select (string?)(job["job"] ?? job["deployment"]));

    [Fact]
    public void Runs_for_a_stage_are_sequential() => Assert.Equal("sequential", (string?)pipelines.Azure["deploy.yml"]["stages"]![0]!["lockBehavior"]);

    [Fact]
    public void Only_prod_asks_for_a_change_ticket() => Assert.Equal(
        ["cd-prod.yml"],
        from file in pipelines.Azure
        where file.Key.StartsWith("cd-", StringComparison.Ordinal)
            && file.Value["parameters"]!.AsArray().Any(parameter => (string?)parameter!["name"] == "ticket" && parameter["default"] is null)
        select file.Key);

    private IEnumerable<JsonObject> Jobs() => pipelines.Azure.Values.SelectMany(Jobs);

    private static IEnumerable<JsonObject> Jobs(JsonNode? node) => node switch
    {
        JsonObject item when item["job"] is not null || item["deployment"] is not null => [item],
        JsonObject item => item.SelectMany(property => Jobs(property.Value)),
        JsonArray list => list.SelectMany(Jobs),
        _ => [],
    };
}
