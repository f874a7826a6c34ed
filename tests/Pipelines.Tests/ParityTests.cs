using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>GitHub's workflows and Azure Pipelines do the same.</summary>
public sealed partial class ParityTests(PipelineFiles pipelines)
{
    // Azure's tasks log in themselves, check out without a name and show a summary by a command of the agent.
    private static readonly HashSet<string> Preparation = ["Check out", "Log in to Azure"];

    public static TheoryData<string> EachFile => [.. Checkout.Files("azure-pipelines", "*.yml").Select(Path.GetFileName).OfType<string>()];

    [Fact]
    public void Both_systems_have_the_same_pipelines() => Assert.Equal(pipelines.GitHub.Keys.Order(StringComparer.Ordinal), pipelines.Azure.Keys.Order(StringComparer.Ordinal));

    // A matrix of GitHub is written out as jobs in Azure Pipelines: repeated sequences count once.
    [Theory, MemberData(nameof(EachFile))]
    public void A_pipeline_has_the_same_steps_in_both_systems(string file) => Assert.Equal(
        Names(pipelines.GitHub[file], "name").Distinct(), Names(pipelines.Azure[file], "displayName").Distinct());

    [Theory, MemberData(nameof(EachFile))]
    public void A_pipeline_runs_the_same_scripts_in_both_systems(string file)
    {
        var github = Commands(pipelines.GitHub[file]);
        var azure = Commands(pipelines.Azure[file]);

        // GitHub attests provenance itself, and takes a matrix of another form.
        Assert.Equal(github, from command in azure where !command.EndsWith("--provenance", StringComparison.Ordinal) select command.Replace(" --azure", "", StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(EachFile))]
    public void A_schedule_is_the_same_in_both_systems(string file) => Assert.Equal(
        pipelines.GitHub[file]["on"] is JsonObject triggers && triggers["schedule"] is JsonArray crons ? crons.Select(cron => (string?)cron!["cron"]) : [],
        pipelines.Azure[file]["schedules"] is JsonArray schedules ? schedules.Select(schedule => (string?)schedule!["cron"]) : []);

    [Theory, MemberData(nameof(EachFile))]
    public void A_pipeline_covers_the_same_stages_and_targets_in_both_systems(string file) =>
        Assert.Equal(Targets(pipelines.GitHub[file]), Targets(pipelines.Azure[file]));

    // The nodes of dev have no room for Prometheus: its add-ons are without it.
    [Fact]
    public void What_asks_Prometheus_does_not_run_for_dev()
    {
        var scripts = Checkout.Files("eng/pipelines", "*.sh").Where(script => PrometheusCall().IsMatch(Checkout.Read(script)) && !script.EndsWith("/lib.sh", StringComparison.Ordinal)).ToList();
        var azure = Checkout.Read("azure-pipelines", "deploy.yml");

        Assert.DoesNotContain("chart: kube-prometheus-stack", Checkout.Read("deploy", "gitops", "addons", "dev", "applications.yaml"), StringComparison.Ordinal);
        Assert.Contains("eng/pipelines/check-telemetry.sh", scripts);
        Findings.None(from step in PipelineFiles.Steps(pipelines.GitHub["deploy.yml"])
                      where scripts.Any(script => PipelineFiles.Shell(step)?.StartsWith(script, StringComparison.Ordinal) == true) && (string?)step["if"] != "inputs.stage != 'dev'"
                      select $"GitHub: {step["name"]}");
        // A step below a condition is indented further than it.
        Findings.None(from script in scripts
                      let index = azure.IndexOf($"{script} ", StringComparison.Ordinal)
                      where index >= 0 && Item().Matches(azure[..index])[^1].Value.Trim() != "- ${{ if ne(parameters.stage, 'dev') }}:"
                      select $"Azure: {script}");
        Assert.Equal(["prod", "staging"], pipelines.GitHub["right-sizing.yml"]["jobs"]!.AsObject().Single().Value!["strategy"]!["matrix"]!["stage"]!.AsArray().Select(stage => (string?)stage).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_pipelines_commit_starts_no_run_of_ci()
    {
        var committed = Checkout.Files("eng", "*.sh").SelectMany(script => Committed().Matches(Checkout.Read(script))).Select(match => match.Groups["file"].Value).ToHashSet(StringComparer.Ordinal);
        var stages = from stage in (string[])["dev", "staging", "prod"]
                     from file in committed
                     where Directory.Exists(Path.GetDirectoryName(Checkout.At($"deploy/gitops/{stage}/{file}")))
                     select $"deploy/gitops/{stage}/{file}";

        Assert.True(committed.Count > 1);
        Assert.Equivalent(committed.Select(file => $"deploy/gitops/*/{file}"), Texts(pipelines.GitHub["ci.yml"]["on"]!["push"]!["paths-ignore"]), strict: true);
        Assert.Equivalent(stages, Texts(pipelines.Azure["ci.yml"]["trigger"]!["paths"]!["exclude"]), strict: true);
    }

    [Fact]
    public void A_lack_of_requests_neither_stops_a_release_nor_undoes_it() => Assert.All(
        from file in (JsonNode[])[pipelines.GitHub["deploy.yml"], pipelines.Azure["deploy.yml"]]
        from script in (string[])["check-slo.sh", "check-error-budget.sh"]
        select PipelineFiles.Steps(file).Select(PipelineFiles.Shell).Single(shell => shell?.Contains(script, StringComparison.Ordinal) == true),
        shell => Assert.EndsWith(" || [ $? = 2 ]", shell, StringComparison.Ordinal));

    // Each job with an environment asks for its approvals anew.
    [Fact]
    public void A_deployment_asks_for_one_approval() => Assert.Equal(
        [1, 1],
        [pipelines.GitHub["deploy.yml"]["jobs"]!.AsObject().Count(job => job.Value!["environment"] is not null),
            pipelines.Azure["deploy.yml"]["stages"]![0]!["jobs"]!.AsArray().Count(job => job!["environment"] is not null)]);

    // Networks of stages are apart: a runner reaches its own only.
    [Fact]
    public void What_touches_a_stage_runs_in_its_network()
    {
        Findings.None(from file in pipelines.GitHub
                      from job in file.Value["jobs"]!.AsObject()
                      where ReachesStage(job.Value!) && !((string)job.Value!["runs-on"]!).Contains("format('{0}-{1}', vars.RUNNER, ", StringComparison.Ordinal)
                      select $"GitHub: {file.Key}: {job.Key}");
        Findings.None(from file in pipelines.Azure
                      where ReachesStage(file.Value) && !AzurePools(file.Value).Any(pool => pool is "otelshop-${{ parameters.stage }}" or "otelshop-prod")
                      select $"Azure: {file.Key}");
    }

    [Fact]
    public void Every_script_that_a_pipeline_runs_exists_and_is_executable() => Findings.None(
        from path in pipelines.GitHub.Values.Concat(pipelines.Azure.Values).SelectMany(Commands).Select(command => command.Split(' ')[0]).Distinct()
        where !File.Exists(Checkout.At(path)) || (!OperatingSystem.IsWindows() && !File.GetUnixFileMode(Checkout.At(path)).HasFlag(UnixFileMode.UserExecute))
        select path);

    [Fact]
    public void Every_script_of_the_pipelines_is_in_use()
    {
        var used = pipelines.GitHub.Values.Concat(pipelines.Azure.Values).SelectMany(Commands).Select(command => Path.GetFileName(command.Split(' ')[0])).ToHashSet(StringComparer.Ordinal);
        var scripts = Checkout.Files("eng/pipelines", "*.sh");

        Findings.None(from script in scripts
                      let name = Path.GetFileName(script)
                      where name != "lib.sh" && !used.Contains(name) && !scripts.Any(other => other != script && Checkout.Read(other).Contains($"/{name}\"", StringComparison.Ordinal))
                      select script);
    }

    private static bool ReachesStage(JsonNode pipeline) => Commands(pipeline).Any(command => command.Contains("connect.sh", StringComparison.Ordinal) || command.Contains("terraform.sh", StringComparison.Ordinal));

    // Pools by name; a loop over stages is written out.
    private static IEnumerable<string> AzurePools(JsonNode? node) => node switch
    {
        JsonObject item => item.SelectMany(property => property is { Key: "pool", Value: JsonObject pool } ? [(string?)pool["name"] ?? ""] : AzurePools(property.Value)),
        JsonArray list => list.SelectMany(AzurePools),
        _ => [],
    };

    private static IEnumerable<string> Texts(JsonNode? list) => list!.AsArray().Select(item => (string)item!);

    private static IEnumerable<string> Names(JsonNode pipeline, string key) =>
        from step in PipelineFiles.Steps(pipeline)
        let name = (string?)step[key]
        where name is not null && !Preparation.Contains(name)
        select name;

    private static List<string> Commands(JsonNode pipeline) =>
        [.. (from step in PipelineFiles.Steps(pipeline)
             from match in Command().Matches(PipelineFiles.Shell(step) ?? "")
             select match.Value.Trim()).Distinct()];

    // Stages and targets of a matrix, in GitHub a list and in Azure Pipelines the variables of the jobs that are written out.
    private static SortedSet<string> Targets(JsonNode? node) => node switch
    {
        JsonObject item => [.. item.SelectMany(property => property switch
        {
            { Key: "matrix", Value: JsonObject matrix } => matrix.SelectMany(axis => axis.Value is JsonArray values ? values.Select(value => (string)value!) : []),
            { Key: "variables", Value: JsonArray variables } => from variable in variables.OfType<JsonObject>()
                                                               where (string?)variable["name"] is "STAGE" or "TARGET" && !((string)variable["value"]!).Contains('$', StringComparison.Ordinal)
                                                               select (string)variable["value"]!,
            _ => Targets(property.Value),
        })],
        JsonArray list => [.. list.SelectMany(Targets)],
        _ => [],
    };

    [GeneratedRegex("""(\./test\.sh|eng/[a-z/-]+\.sh)( [a-z"$A-Z:+{}. -]+)?""")]
    private static partial Regex Command();

    [GeneratedRegex(@"\$root/deploy/gitops/\$(stage|1)/(?<file>[\w/-]+\.yaml)")]
    private static partial Regex Committed();

    [GeneratedRegex(@"\$\(prometheus(_value)? ")]
    private static partial Regex PrometheusCall();

    [GeneratedRegex("^ {16}- .*$", RegexOptions.Multiline)]
    private static partial Regex Item();
}
