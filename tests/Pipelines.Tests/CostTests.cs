using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>The figures of docs/cost.md are those of the price table, of Terraform and of the schedules.</summary>
public sealed partial class CostTests
{
    private static readonly string Page = Checkout.Read("docs", "cost.md");

    [Fact]
    public void The_founding_estimate_is_the_price_tables()
    {
        var estimate = JsonDocument.Parse(Checkout.Read("deploy", "prices.json")).RootElement.GetProperty("seedEstimate").EnumerateObject().Select(item => item.Value.GetInt32()).ToList();
        var figures = EstimateRow().Matches(Page).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();

        Assert.Equal([.. estimate, estimate.Sum()], figures);
        Assert.Equal(385, figures[^1]);
    }

    [Fact]
    public void Alerts_of_budgets_are_Terraforms()
    {
        var alerts = Alert().Matches(Checkout.Read("deploy", "terraform", "modules", "budget", "main.tf")).Select(match => (Threshold: match.Groups[1].Value, Type: match.Groups[2].Value)).ToList();

        Assert.Equal([("50", "Actual"), ("80", "Actual"), ("100", "Actual"), ("100", "Forecasted")], alerts);
        Assert.Contains("at 50, 80 and 100 % of its budget, and when it forecasts 100 %", Page, StringComparison.Ordinal);
    }

    [Theory, InlineData("Kubeflow"), InlineData("Azure Arc"), InlineData("Istio instead of no mesh"), InlineData("Front Door"), InlineData("Second region")]
    public void Every_platform_has_a_trigger_and_a_price(string platform)
    {
        var row = Assert.Single(Checkout.Read("docs", "decisions", "0060-optional-platforms.md").Split('\n'), line => line.StartsWith($"| {platform} |", StringComparison.Ordinal));

        Assert.All(row.Trim('|').Split('|')[1..], cell => Assert.True(cell.Trim().Length > 10, row));
        Assert.Equal(4, row.Trim('|').Split('|').Length);
    }

    [Fact]
    public void Batch_work_runs_in_the_window_of_the_page()
    {
        var schedules = Schedules().ToList();

        Assert.True(schedules.Count >= 5, $"{schedules.Count}");
        Findings.None(schedules.Where(schedule => IsBatch(schedule.Cron) && !IsInWindow(schedule.Cron)).Select(schedule => $"{schedule.File}: {schedule.Cron}"));
    }

    [Theory]
    [InlineData("0 7 * * 1", true, false)]
    [InlineData("45 6 * * *", true, false)]
    [InlineData("30 6 * * *", true, true)]
    [InlineData("0 */2 * * *", false, false)]
    public void A_schedule_outside_of_the_window_is_found(string cron, bool isBatch, bool isInWindow) =>
        Assert.Equal((isBatch, isInWindow), (IsBatch(cron), IsBatch(cron) && IsInWindow(cron)));

    // The pipeline shutdown is no work: it ends and begins the day.
    private static IEnumerable<(string File, string Cron)> Schedules() =>
        from folder in (string[])[".github/workflows", "deploy/operations", "deploy/monitoring/synthetic"]
        from file in Directory.EnumerateFiles(Checkout.At(folder), "*.y*ml", SearchOption.AllDirectories)
        where Path.GetFileName(file) != "shutdown.yml"
        from Match match in Cron().Matches(File.ReadAllText(file))
        select (Path.GetFileName(file), match.Groups[1].Value);

    // What runs several times a day serves an objective.
    private static bool IsBatch(string cron) => cron.Split(' ') is [var minute, var hour, ..] && int.TryParse(minute, CultureInfo.InvariantCulture, out _) && int.TryParse(hour, CultureInfo.InvariantCulture, out _);

    private static bool IsInWindow(string cron)
    {
        var parts = cron.Split(' ');
        var window = Window().Match(Page);
        var time = new TimeOnly(int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[0], CultureInfo.InvariantCulture));
        return time >= TimeOnly.Parse(window.Groups[1].Value, CultureInfo.InvariantCulture) && time <= TimeOnly.Parse(window.Groups[2].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\| (?:Compute|Storage|Monitoring|Load|\*\*Sum)[^|]*\| \**(\d+)\** \|", RegexOptions.Multiline)]
    private static partial Regex EstimateRow();

    [GeneratedRegex("""\{ threshold = (\d+), type = "(\w+)" \}""")]
    private static partial Regex Alert();

    [GeneratedRegex("""^\s*(?:- cron|schedule): ["']?([^"'\n]+?)["']?$""", RegexOptions.Multiline)]
    private static partial Regex Cron();

    [GeneratedRegex(@"between (\d\d:\d\d) and (\d\d:\d\d) UTC")]
    private static partial Regex Window();
}
