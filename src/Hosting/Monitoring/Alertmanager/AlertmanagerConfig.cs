using System.Text.Json.Nodes;

namespace OtelShop.Hosting.Monitoring.Alertmanager;

/// <summary>The configuration of Alertmanager: routes by owner and severity, their receivers, and what mutes what.</summary>
public static class AlertmanagerConfig
{
    private const string AllHands = "all-hands";
    private const string Upgrades = "cluster-upgrades";
    private const string Secrets = "/etc/alertmanager/secrets/alertmanager-receivers";

    // Several stages may share an Alertmanager: what happens in one says nothing of another.
    private const string Stage = "deployment_environment_name";

    /// <summary>The configuration by its path. The Secret <c>alertmanager-receivers</c> holds what its receivers sign in with.</summary>
    /// <param name="shop">The shop.</param>
    public static IEnumerable<(string Path, JsonNode Document)> Of(MonitoredShop shop)
    {
        ArgumentNullException.ThrowIfNull(shop);
        yield return ("alertmanager/alertmanager.yaml", Config(shop));
    }

    /// <summary>Teams that alerts go to.</summary>
    internal static IReadOnlyList<string> Teams(MonitoredShop shop) =>
        [.. shop.Services.Select(service => service.Owner).Append(MonitoredService.DefaultOwner).Distinct().Order(StringComparer.Ordinal)];

    private static JsonObject Config(MonitoredShop shop) => new()
    {
        ["global"] = new JsonObject { ["resolve_timeout"] = "5m" },
        ["templates"] = new JsonArray(),
        ["route"] = Route(shop),
        ["inhibit_rules"] = new JsonArray([.. InhibitRules.Of(shop, Stage)]),
        ["time_intervals"] = new JsonArray(new JsonObject
        {
            ["name"] = Upgrades,
            // The window in which AKS upgrades nodes, in deploy/terraform.
            ["time_intervals"] = new JsonArray(new JsonObject
            {
                ["weekdays"] = new JsonArray("sunday"),
                ["times"] = new JsonArray(new JsonObject { ["start_time"] = "01:00", ["end_time"] = "05:00" }),
                ["location"] = "UTC",
            }),
        }),
        ["receivers"] = new JsonArray([.. Receivers(shop)]),
    };

    private static JsonObject Route(MonitoredShop shop) => new()
    {
        ["receiver"] = $"{MonitoredService.DefaultOwner}-ticket",
        ["group_by"] = new JsonArray("alertname", "service", Stage),
        ["group_wait"] = "30s",
        ["group_interval"] = "5m",
        ["repeat_interval"] = "12h",
        ["routes"] = new JsonArray(
        [
            Of(["severity=\"none\""], "none"),
            Of(["severity=\"info\""], "none"),
            // Rules of kube-prometheus-stack judge every namespace. A pull request shows its author that its shop fails.
            Of([$"namespace=~\"{Previews.Namespaces}\""], "none"),
            // The owner is told as well.
            With(Of(["policy=\"all-hands\""], AllHands), "continue", true),
            .. Teams(shop).SelectMany(TeamRoutes),
            // Rules of kube-prometheus-stack know no owner: the cluster is the platform's.
            With(Of(["severity=~\"critical|page\""], $"{MonitoredService.DefaultOwner}-page"), "repeat_interval", "1h"),
        ]),
    };

    private static IEnumerable<JsonNode> TeamRoutes(string team)
    {
        var owner = $"owner=\"{team}\"";
        yield return With(Of([owner, "severity=\"page\""], $"{team}-page"), "repeat_interval", "1h");
        // Pages are never muted by the clock.
        var tickets = Of([owner], $"{team}-ticket");
        yield return team == MonitoredService.DefaultOwner ? With(tickets, "mute_time_intervals", new JsonArray(Upgrades)) : tickets;
    }

    private static IEnumerable<JsonNode> Receivers(MonitoredShop shop)
    {
        yield return new JsonObject { ["name"] = "none" };
        yield return new JsonObject
        {
            ["name"] = AllHands,
            ["slack_configs"] = Slack("#reliability"),
            ["opsgenie_configs"] = OpsGenie("P1", [.. Teams(shop)]),
        };
        foreach (var team in Teams(shop))
        {
            yield return new JsonObject
            {
                ["name"] = $"{team}-page",
                ["pagerduty_configs"] = new JsonArray(new JsonObject
                {
                    ["routing_key_file"] = $"{Secrets}/pagerduty-{team}",
                    ["severity"] = "critical",
                    ["description"] = "{{ .CommonAnnotations.summary }}",
                    ["details"] = new JsonObject { ["service"] = "{{ .CommonLabels.service }}", ["owner"] = "{{ .CommonLabels.owner }}", ["firing"] = "{{ .Alerts.Firing | len }}" },
                    ["links"] = Links(),
                }),
                ["slack_configs"] = Slack($"#{team}-alerts"),
            };
            yield return new JsonObject { ["name"] = $"{team}-ticket", ["opsgenie_configs"] = OpsGenie("P3", team), ["slack_configs"] = Slack($"#{team}-alerts") };
        }
    }

    private static JsonArray Slack(string channel) => new(new JsonObject
    {
        ["api_url_file"] = $"{Secrets}/slack-webhook",
        ["channel"] = channel,
        ["send_resolved"] = true,
        ["title"] = "{{ .Status | toUpper }} {{ .CommonAnnotations.summary }}",
        ["text"] = "{{ range .Alerts }}{{ .Annotations.description }}\n<{{ .Annotations.runbook_url }}|Runbook> <{{ .Annotations.dashboard_url }}|Dashboard>\n{{ end }}",
    });

    private static JsonArray OpsGenie(string priority, params string[] teams) => new(new JsonObject
    {
        ["api_key_file"] = $"{Secrets}/opsgenie",
        ["priority"] = priority,
        ["message"] = "{{ .CommonAnnotations.summary }}",
        ["description"] = "{{ .CommonAnnotations.description }} {{ .CommonAnnotations.runbook_url }}",
        ["responders"] = new JsonArray([.. teams.Select(team => (JsonNode)new JsonObject { ["name"] = team, ["type"] = "team" })]),
    });

    private static JsonArray Links() => new(
        new JsonObject { ["text"] = "Runbook", ["href"] = "{{ .CommonAnnotations.runbook_url }}" },
        new JsonObject { ["text"] = "Dashboard", ["href"] = "{{ .CommonAnnotations.dashboard_url }}" });

    private static JsonObject Of(string[] matchers, string receiver) => new()
    {
        ["matchers"] = new JsonArray([.. matchers.Select(matcher => (JsonNode)JsonValue.Create(matcher)!)]),
        ["receiver"] = receiver,
    };

    private static JsonObject With(JsonObject route, string name, JsonNode value)
    {
        route[name] = value;
        return route;
    }
}
