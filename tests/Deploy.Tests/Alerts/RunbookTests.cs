using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>Every alert has its runbook, and every runbook its alert.</summary>
public sealed partial class RunbookTests
{
    private const string Address = "https://github.com/otelshop/otelshop/blob/main/";
    private static readonly string Root = DeployTools.InRepository();
    // One section for each failure, not for each alert.
    private static readonly string Recovery = Path.Combine(Root, "docs", "runbooks", "recovery.md");
    private static readonly string[] Pages = [.. Directory.GetFiles(Path.Combine(Root, "docs", "runbooks"), "*.md").Where(page => !page.EndsWith("README.md", StringComparison.Ordinal))];

    [Fact]
    public void Every_alert_leads_to_a_section_that_exists() => Assert.Empty(
        from alert in PublishedAlert.All()
        let parts = alert.Annotation("runbook_url")!.Split('#')
        let page = Path.Combine(Root, parts[0][Address.Length..])
        where !parts[0].StartsWith(Address, StringComparison.Ordinal) || !File.Exists(page) || !Sections(page).Any(section => section.Equals(parts[1], StringComparison.OrdinalIgnoreCase))
        select alert.Name);

    [Fact]
    public void Every_section_belongs_to_an_alert() =>
        Assert.Equal(PublishedAlert.All().Select(alert => alert.Name).Distinct().Order(StringComparer.Ordinal), Pages.Where(page => page != Recovery).SelectMany(Sections).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_section_says_what_to_do() => Assert.Empty(
        from page in Pages
        from section in Split(page)
        where !section.Contains("**Meaning.**", StringComparison.Ordinal) || !section.Contains("**Escalate.**", StringComparison.Ordinal)
            || !(section.Contains("**Mitigate.**", StringComparison.Ordinal) || section.Contains("**Do.**", StringComparison.Ordinal) || section.Contains("as [above]", StringComparison.Ordinal))
        select section.Split('\n')[0]);

    [Fact]
    public void Every_failure_has_a_section() => Assert.Equal(
        ["Deleted namespace", "Leaked secret", "Lost cluster", "Lost database", "Lost region", "Lost vault", "Wrong migration"], Sections(Recovery).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Every_command_in_a_runbook_exists()
    {
        string[] pages = [.. Pages, .. ((string[])["chaos.md", "delivery.md", "pipelines.md", "recovery.md", "secrets.md", "slo.md", "telemetry/collector.md"]).Select(page => Path.Combine(Root, "docs", page))];

        Assert.True(pages.Sum(page => ShellText.Commands(File.ReadAllText(page)).Count()) > 80);
        var findings = new List<string>();
        foreach (var page in pages)
            findings.AddRange((await CommandCheck.CheckAsync(await File.ReadAllTextAsync(page), Root)).Select(finding => $"{Path.GetFileName(page)}: {finding}"));
        FindingAssert.None(findings);
    }

    [Fact]
    public void Every_flag_in_a_runbook_exists()
    {
        var flags = JsonNode.Parse(File.ReadAllText(Path.Combine(Root, "src", "FeatureFlags", "Flagd", "demo.flagd.json")))!["flags"]!.AsObject().Select(flag => flag.Key).ToHashSet();
        var named = Pages.SelectMany(page => Flag().Matches(File.ReadAllText(page))).Select(match => match.Groups[1].Value).ToHashSet();

        Assert.Empty(named.Except(flags));
        Assert.True(named.Count >= 15, string.Join(' ', named));
    }

    [Fact]
    public void Every_alert_has_the_labels_that_routes_and_mutes_read() => Assert.Empty(
        from alert in PublishedAlert.All()
        where alert.Label("severity") is not ("page" or "ticket" or "info") || alert.Label("kind") is null || alert.Annotation("summary") is null || alert.Annotation("description") is null || alert.Annotation("dashboard_url") is null
        select alert.Name);

    private static IEnumerable<string> Sections(string page) => Split(page).Select(section => section.Split('\n')[0].Trim());

    private static IEnumerable<string> Split(string page) => File.ReadAllText(page).Split("\n## ").Skip(1);

    [GeneratedRegex("`((?:ad|cart|payment|product|recommendation|intl|image|email|kafka|loadGenerator|error|latency|database|dependency|failed)[A-Z][A-Za-z]+)`")]
    private static partial Regex Flag();
}
