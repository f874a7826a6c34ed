namespace OtelShop.Hosting.Monitoring.Rules;

/// <summary>What Falco finds in running containers, by its own metrics.</summary>
internal static class SecurityRules
{
    // Falco makes a label of each tag: the shop's rules have the name of the shop.
    private const string Matches = "falcosecurity_falco_rules_matches_total";

    public static RuleGroup Of(MonitoredShop shop, RuleSpeed speed)
    {
        string Found(string priorities) => Counter.Happened($"{Matches}{{tag_{shop.Namespace}=\"true\",priority=~\"{priorities}\"}}", speed.Window(TimeSpan.FromHours(1)), "rule_name");
        return new RuleGroup("security", RuleSpeed.Text(speed.Interval),
        [
            // 3 is an error, 2 critical.
            Alert("FalcoBreach", Severity.Page).When(
                Found("[0-3]"),
                "Falco: {{ $labels.rule_name }}",
                "Falco matched \"{{ $labels.rule_name }}\" {{ $value | humanize }} times within the last hour. A container of the shop does what no service does."),
            Alert("FalcoWarning", Severity.Ticket).When(
                Found("[4-7]"),
                "Falco: {{ $labels.rule_name }}",
                "Falco matched \"{{ $labels.rule_name }}\" {{ $value | humanize }} times within the last hour. A container does what the model of the shop does not have."),
        ]);
    }

    private static AlertRule Alert(string name, Severity severity) => new(name, "security", "/d/otelshop-security", severity, AlertKind.Security) { Owner = MonitoredService.DefaultOwner };
}
