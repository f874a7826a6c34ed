using System.Text.RegularExpressions;
using OtelShop.Terraform.Tests.Recoveries;

namespace OtelShop.Terraform.Tests;

/// <summary>Every recovery of docs/recovery.md, played with the figures of plans and published objects. UPDATE_DOCS=1 writes its tables.</summary>
public sealed class RecoveryTests(Workspace workspace)
{
    private static readonly string Page = Path.Combine(Workspace.DeployFolder, "..", "docs", "recovery.md");

    [Theory, MemberData(nameof(Workspace.EachStage), MemberType = typeof(Workspace))]
    public async Task Every_recovery_meets_its_objective(string stage) => FindingAssert.None(Timeline.Of(await FactsAsync(stage)).SelectMany(recovery => recovery.Misses()));

    [Fact]
    public async Task The_page_has_the_times_of_the_simulation()
    {
        var lines = new List<string> { "| Failure | dev | staging | prod |", "|---|---|---|---|" };
        var stages = await Task.WhenAll(Workspace.Stages.Select(async stage => Timeline.Of(await FactsAsync(stage))));
        for (var row = 0; row < stages[0].Count; row++)
            lines.Add($"| {stages[0][row].Failure} | {string.Join(" | ", stages.Select(recoveries => Cell(recoveries[row])))} |");
        lines.AddRange(["", "Steps of prod, and the time that each may take:", "", "| Failure | Steps | Loses |", "|---|---|---|"]);
        lines.AddRange(stages[2].Select(recovery => $"| {recovery.Failure} | {string.Join("; ", recovery.Steps.Select(step => $"{step.What} {Minutes(step.Takes)} ({step.Source})"))} | {recovery.LossSource} |"));

        var text = await File.ReadAllTextAsync(Page);
        var generated = new Regex("(?<=<!-- generated: timeline -->\n).*?(?=<!-- end -->)", RegexOptions.Singleline);
        var expected = string.Join('\n', lines) + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1") await File.WriteAllTextAsync(Page, text = generated.Replace(text, expected));

        Assert.Equal(expected, generated.Match(text).Value);
    }

    [Fact]
    public async Task The_page_has_the_objectives_of_the_simulation()
    {
        var text = await File.ReadAllTextAsync(Page);

        Assert.All(Workspace.Stages, stage => Assert.Contains($"| {stage} | {Minutes(Timeline.ObjectiveOf(stage).Time)} | {Minutes(Timeline.ObjectiveOf(stage).Loss)} |", text, StringComparison.Ordinal));
        Assert.Contains($"| cluster and region | {Minutes(Timeline.Platform.Time)} | {Minutes(Timeline.Platform.Loss)} |", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a backup every four hours", "cluster: loses 04:30:00")]
    [InlineData("a restore of 20 minutes", "database: takes 00:32:00")]
    [InlineData("backups in one region", "region: loses everything")]
    [InlineData("a pod that may start for 15 minutes", "node: takes 00:31:00")]
    [InlineData("an alert after ten minutes", "lost vault: takes")]
    [InlineData("backups that can be deleted at once", "ransomware: loses everything")]
    public async Task A_longer_step_or_a_rarer_backup_misses_the_objective(string change, string finding)
    {
        var prod = await FactsAsync("prod");
        var changed = change switch
        {
            "a backup every four hours" => (await FactsAsync("dev")) with { BackupInterval = RecoveryFacts.IntervalOf("0 */4 * * *") },
            "a restore of 20 minutes" => prod with { DatabaseRestore = TimeSpan.FromMinutes(20) },
            "backups in one region" => prod with { HasCopyInOtherRegion = false },
            "a pod that may start for 15 minutes" => prod with { PodStart = TimeSpan.FromMinutes(15) },
            "an alert after ten minutes" => prod with { Detection = TimeSpan.FromMinutes(15) },
            _ => prod with { BackupDays = 1 },
        };

        Assert.Contains(Timeline.Of(changed).SelectMany(recovery => recovery.Misses()), miss => miss.StartsWith(finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_region_with_a_replica_meets_the_objective_of_production()
    {
        var plan = await workspace.PlanAsync(workspace.Vary(
            "environments/prod",
            ("geo_redundant = true }", "geo_redundant = true, replica_location = \"northeurope\" }"),
            ("front_door          = {}", "front_door          = { other_regions = { northeurope = { host_name = \"origin-north.otel-demo.example.com\", priority = 2 } } }")));
        var replica = Assert.Single(plan.Of("azurerm_postgresql_flexible_server"), server => server.Text("create_mode") == "Replica");

        Assert.Equal("northeurope", replica.Text("location"));
        Assert.Equal([("northeurope", "2"), ("westeurope", "1")], plan.Of("azurerm_cdn_frontdoor_origin").Select(origin => (origin.Text("name"), origin.Text("priority"))).Order());
        var region = Assert.Single(Timeline.Of(RecoveryFacts.Of("prod", plan)), recovery => recovery.Failure == "region");
        Assert.Equal(Timeline.ObjectiveOf("prod"), region.Objective);
        FindingAssert.None(
        [
            .. region.Misses(), .. AddressCheck.Check(plan), .. ExposureCheck.Check(plan), .. PrivateLinkCheck.Check(plan), .. TagCheck.Check(plan, "prod"), .. DiagnosticCheck.Check(plan), .. ValueCheck.Check(plan), .. ConflictCheck.Check(plan),
        ]);
    }

    private async Task<RecoveryFacts> FactsAsync(string stage) => RecoveryFacts.Of(stage, await workspace.PlanAsync($"environments/{stage}"));

    private static string Cell(Recovery recovery) =>
        $"{Minutes(recovery.Takes)}, {(recovery.Loss is { } loss ? loss == TimeSpan.Zero ? "no loss" : $"loses {Minutes(loss)}" : "**all orders lost**")}";

    private static string Minutes(TimeSpan time) => time.TotalHours >= 2 && time.Minutes == 0 ? $"{time.TotalHours:0} h" : $"{time.TotalMinutes:0} min";
}
