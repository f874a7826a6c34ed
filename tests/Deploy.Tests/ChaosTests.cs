using System.Text.RegularExpressions;
using OtelShop.Deploy.Tests.Alerts;

namespace OtelShop.Deploy.Tests;

/// <summary>The experiments of deploy/chaos, and the guide to them.</summary>
public sealed partial class ChaosTests(Renders renders)
{
    private static readonly string[] Actions = ["delay", "loss", "partition"];
    private static readonly string[] Load = ["load-generator", "load-generator-worker", "smoke-test"];
    private static readonly string[] Backing = ["postgres", "valkey-cart", "kafka"];
    private static readonly string Root = DeployTools.InRepository();
    private static readonly string Guide = Path.Combine(Root, "docs", "chaos.md");

    [Fact]
    public void Production_has_no_experiments() => Assert.Equal(["dev.yaml", "staging.yaml"], Directory.EnumerateFiles(GitOps.At("chaos")).Select(Path.GetFileName).Order());

    [Theory, InlineData("dev"), InlineData("staging")]
    public async Task Experiments_hit_pods_of_their_stage_alone_and_end(string stage) =>
        FindingAssert.None(ChaosCheck.Check(Experiments(stage), await renders.KustomizeAsync(stage, "none"), Renders.NamespaceOf(stage)));

    [Theory, InlineData("dev"), InlineData("staging")]
    public void Every_call_is_delayed_loses_packets_and_is_cut(string stage)
    {
        var home = Renders.DefaultHome(stage);
        var expected = from edge in ShopGraph.Calls((HashSet<string>)[.. ShopGraph.Services("standalone")])
                       where !Load.Contains(edge.From)
                       from action in Actions
                       select $"{action}-{edge.From}-to-{(home == "azure" && Backing.Contains(edge.To) ? "data" : edge.To)}";

        Assert.Equal(expected.Distinct().Order(StringComparer.Ordinal), Experiments(stage).Where(item => item.Kind == "NetworkChaos").Select(item => item.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_pipeline_and_no_add_on_applies_an_experiment()
    {
        var git = new GitOps(renders);

        Assert.DoesNotContain(await git.ApplicationsAsync(), application => application.Json.ToJsonString().Contains("deploy/chaos", StringComparison.Ordinal));
        foreach (var stage in Renders.Stages)
            Assert.DoesNotContain(await git.FluxAsync(stage), item => item.Json.ToJsonString().Contains("deploy/chaos", StringComparison.Ordinal));
    }

    [Theory, InlineData("dev"), InlineData("staging")]
    public void Every_promised_alert_exists_and_can_fire_before_the_experiment_ends(string stage)
    {
        var alerts = PublishedAlert.All().ToList();

        FindingAssert.None(
            from experiment in Experiments(stage)
            let promise = AlertOf(experiment)
            where promise != "none"
            let service = experiment.Json.Text("metadata", "annotations", "otelshop.io/alert-service")
            let rule = alerts.FirstOrDefault(alert => alert.Name == promise && (alert.Label("service") ?? service) == service)
            where rule is null || ChaosCheck.DurationOf(experiment) <= TimeSpan.FromMinutes(int.Parse(((string?)rule.Rule["for"] ?? "0m")[..^1]))
            select $"{experiment}: {promise} of {service} {(rule is null ? "does not exist" : "fires too late")}");
    }

    // Kind of experiment | hypothesis | promised alert | the same locally | the alert locally
    [Fact]
    public void The_guide_has_every_kind_of_experiment_with_its_alerts()
    {
        var rows = Rows();

        Assert.Equal(["cpu", "delay", "kill", "loss", "memory", "partition"], rows.Select(row => row[0]).Order());
        foreach (var row in rows)
            Assert.Equal(
                Experiments("dev").Concat(Experiments("staging")).Where(item => item.Name.StartsWith($"{row[0]}-", StringComparison.Ordinal)).Select(AlertOf).Where(alert => alert != "none").Distinct().Order(),
                Code().Matches(row[2]).Select(match => match.Groups[1].Value).Order());
    }

    [Fact]
    public void The_guide_names_flags_and_tests_that_exist()
    {
        var flags = File.ReadAllText(Path.Combine(Root, "src", "FeatureFlags", "Flagd", "demo.flagd.json"));
        var asserted = File.ReadAllText(Path.Combine(Root, "tests", "EndToEnd.Tests", "Monitoring", "AlertTests.cs"));

        foreach (var row in Rows())
        {
            foreach (var name in Code().Matches(row[3]).Select(match => match.Groups[1].Value))
                Assert.True(name.Contains('/', StringComparison.Ordinal) ? TestExists(name) : flags.Contains($"\"{name}\":", StringComparison.Ordinal), name);
            // The flag in the last column fires its alert in AlertTests; "not asserted" says that none does.
            Assert.All(Code().Matches(row[4]).Select(match => match.Groups[1].Value), flag => Assert.Contains($"\"{flag}\"", asserted, StringComparison.Ordinal));
            Assert.True(Code().IsMatch(row[4]) || row[4].Contains("not asserted", StringComparison.Ordinal) || row[4] == "–", row[4]);
        }
    }

    private static bool TestExists(string name) => name.Split('/', '.') is [var project, var type, var method]
        && File.Exists(Path.Combine(Root, "tests", $"{project}.Tests", $"{type}.cs")) && File.ReadAllText(Path.Combine(Root, "tests", $"{project}.Tests", $"{type}.cs")).Contains($" {method}(", StringComparison.Ordinal);

    private static List<string[]> Rows() =>
        [.. File.ReadLines(Guide).SkipWhile(line => !line.StartsWith("| Experiment", StringComparison.Ordinal)).Skip(2).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray())];

    private static string AlertOf(KubernetesObject experiment) => experiment.Json.Text("metadata", "annotations", "otelshop.io/alert")!;

    private static IReadOnlyList<KubernetesObject> Experiments(string stage) => KubernetesObject.Parse(File.ReadAllText(GitOps.At("chaos", $"{stage}.yaml")));

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
