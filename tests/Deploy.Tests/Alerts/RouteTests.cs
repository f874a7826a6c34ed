using System.Text.Json.Nodes;

namespace OtelShop.Deploy.Tests.Alerts;

/// <summary>Receivers of alerts, and what mutes them.</summary>
public sealed class RouteTests
{
    private static readonly string Config = PrometheusTools.At("alertmanager", "alertmanager.yaml");
    private static readonly string[] Owners = ["catalog", "ordering", "payments", "platform", "storefront"];

    // Callers can do without them.
    private static readonly string[] Optional = ["accounting", "ad", "email", "flagd", "fraud-detection", "image-provider", "recommendation"];

    private static readonly JsonNode Document = YamlReader.Read(File.ReadAllText(Config)).Single();

    public static TheoryData<string, string> EachRoute => [.. from owner in Owners from severity in (string[])["page", "ticket"] select (owner, severity)];

    [Fact]
    public async Task Alertmanager_accepts_the_configuration() => (await PrometheusTools.AmtoolAsync("check-config", Config)).Succeeded();

    [Theory, MemberData(nameof(EachRoute))]
    public async Task An_alert_reaches_its_owner(string owner, string severity) => Assert.Equal($"{owner}-{severity}", await ReceiverAsync($"owner={owner}", $"severity={severity}", "alertname=Any"));

    [Theory, MemberData(nameof(EachRoute))]
    public async Task All_hands_reach_everyone_and_the_owner(string owner, string severity) =>
        Assert.Equal($"all-hands,{owner}-{severity}", await ReceiverAsync($"owner={owner}", $"severity={severity}", "policy=all-hands"));

    [Fact]
    public async Task An_explanation_is_not_sent() => Assert.Equal("none", await ReceiverAsync("owner=storefront", "severity=info"));

    // Rules of kube-prometheus-stack have severities of their own, and no owner.
    [Theory, InlineData("critical", "platform-page"), InlineData("page", "platform-page"), InlineData("warning", "platform-ticket"), InlineData("info", "none"), InlineData("none", "none")]
    public async Task An_alert_without_an_owner_reaches_the_platform(string severity, string receiver) => Assert.Equal(receiver, await ReceiverAsync($"severity={severity}", "alertname=KubeNodeNotReady"));

    [Theory, InlineData("otel-demo-pr-7", "none"), InlineData("otel-demo-dev", "platform-page")]
    public async Task An_alert_on_a_preview_is_not_sent(string space, string receiver) => Assert.Equal(receiver, await ReceiverAsync($"namespace={space}", "severity=critical", "alertname=KubePodCrashLooping"));

    [Fact]
    public void Every_receiver_is_in_use_and_takes_its_secret_from_a_file()
    {
        var receivers = Document["receivers"]!.AsArray();
        var text = Document["receivers"]!.ToJsonString();

        Assert.Equal(Owners.SelectMany(owner => (string[])[$"{owner}-page", $"{owner}-ticket"]).Concat(["all-hands", "none"]).Order(StringComparer.Ordinal), receivers.Select(receiver => (string)receiver!["name"]!).Order(StringComparer.Ordinal));
        Assert.All((string[])["\"api_key\"", "\"api_url\"", "\"routing_key\""], secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.All((string[])["pagerduty_configs", "opsgenie_configs", "slack_configs"], kind => Assert.Contains(kind, text, StringComparison.Ordinal));
    }

    [Fact]
    public void What_callers_cannot_do_without_mutes_their_symptoms()
    {
        var calls = ShopGraph.Calls(ShopGraph.Services("standalone").ToHashSet()).Where(edge => !Optional.Contains(edge.To) && !edge.From.StartsWith("load-generator", StringComparison.Ordinal) && !edge.To.StartsWith("load-generator", StringComparison.Ordinal) && edge.From != "smoke-test");

        Assert.Equal(
            calls.Select(edge => $"{edge.To} mutes {edge.From}").Distinct().Order(StringComparer.Ordinal),
            Mutes().Select(mute => $"{mute.Cause} mutes {mute.Caller}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_service_mutes_itself_over_others()
    {
        var mutes = Mutes().ToLookup(mute => mute.Cause, mute => mute.Caller);
        bool Reaches(string from, string target, int depth) => depth < 20 && mutes[from].Any(next => next == target || Reaches(next, target, depth + 1));

        Assert.DoesNotContain(mutes, mute => Reaches(mute.Key, mute.Key, 0));
    }

    // Work of people and budgets are never muted.
    [Fact]
    public void Muted_alerts_are_of_kinds_that_explain_themselves() => Assert.All(
        Rules().Select(rule => rule["target_matchers"]!.ToJsonString()),
        target => Assert.True(target.Contains("symptom", StringComparison.Ordinal) || target.Contains("alertname", StringComparison.Ordinal), target));

    private static IEnumerable<JsonNode> Rules() => Document["inhibit_rules"]!.AsArray().OfType<JsonNode>();

    private static IEnumerable<(string Cause, string Caller)> Mutes() =>
        from rule in Rules()
        let source = (string)rule["source_matchers"]![0]!
        where source.StartsWith("service=", StringComparison.Ordinal)
        from caller in ((string)rule["target_matchers"]![0]!).Split('"')[1].Split('|')
        select (source.Split('"')[1], caller);

    private static async Task<string> ReceiverAsync(params string[] labels) => (await PrometheusTools.AmtoolAsync(["config", "routes", "test", $"--config.file={Config}", .. labels])).Succeeded().Trim();
}
