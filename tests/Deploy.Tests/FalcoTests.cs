using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OtelShop.Deploy.Tests.Alerts;

namespace OtelShop.Deploy.Tests;

/// <summary>What Falco is told under deploy/policies/falco. Falco itself is not here: its grammar and the graph are.</summary>
public sealed partial class FalcoTests(Renders renders)
{
    private const string Rules = """
        - { list: otelshop_shells, items: [ sh ] }
        - { macro: otelshop_service, condition: "container.id != host and k8s.ns.name in (shop)" }
        - rule: Shell
          desc: A shell starts.
          condition: evt.type in (execve) and otelshop_service and not (proc.name in (otelshop_shells) or proc.name = dotnet)
          output: Shell (pod=%k8s.pod.name)
          priority: CRITICAL
          tags: [ otelshop ]
        """;

    [Fact]
    public async Task The_published_rules_can_be_read_and_are_mounted()
    {
        var map = Assert.Single(await renders.BuildAsync(Path.Combine("policies", "falco")), item => item.Kind == "ConfigMap");
        var falco = Assert.Single(await new GitOps(renders).ArgoAddonsAsync("prod"), item => item.Spec.Text("source", "chart") == "falco").Spec.At("source", "helm", "valuesObject");

        FindingAssert.None(FalcoRuleCheck.Check(Read(Assert.Single(map.Json.Fields("data")).Value!.ToString())));
        Assert.Equal((map.Name, "falco"), (Assert.Single(falco.Items("mounts", "volumes")).Text("configMap", "name"), map.Namespace));
        Assert.Equal(Assert.Single(falco.Items("falco", "rules_files")).ToString(), Assert.Single(falco.Items("mounts", "volumeMounts")).Text("mountPath"));
    }

    // Falco numbers priorities as syslog does.
    [Fact]
    public async Task Every_published_rule_has_an_alert_of_its_priority()
    {
        string[] priorities = ["EMERGENCY", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFORMATIONAL", "DEBUG"];
        var alerts = PublishedAlert.All().Where(alert => alert.Name.StartsWith("Falco", StringComparison.Ordinal)).ToDictionary(alert => alert.Name, alert => Matchers().Match((string)alert.Rule["expr"]!).Groups);
        var rules = Read(await File.ReadAllTextAsync(GitOps.At("policies", "falco", "otelshop.yaml"))).Where(entry => entry.Text("rule") is not null).ToList();

        Assert.Equal(5, rules.Count);
        Assert.All(rules, rule =>
        {
            var told = alerts.Where(alert => Regex.IsMatch($"{Array.IndexOf(priorities, rule.Text("priority"))}", $"^{alert.Value["priority"].Value}$") && rule.Items("tags").Any(tag => tag.ToString() == alert.Value["tag"].Value)).Select(alert => alert.Key);
            Assert.Equal([rule.Text("priority") == "WARNING" ? "FalcoWarning" : "FalcoBreach"], told);
        });
    }

    [Theory, InlineData("staging"), InlineData("prod")]
    public async Task Prometheus_scrapes_how_often_each_rule_matched(string stage)
    {
        var git = new GitOps(renders);
        var argo = Assert.Single(await git.ArgoAddonsAsync(stage), item => item.Spec.Text("source", "chart") == "falco").Spec.At("source", "helm", "valuesObject");
        var flux = Assert.Single(await git.FluxAsync(stage), item => item.Kind == "HelmRelease" && item.Name == "falco").Spec.At("values");

        Assert.All((JsonNode?[])[argo, flux], values => Assert.Equal((true, true, true), (values.Flag("metrics", "enabled"), values.Flag("metrics", "rulesCountersEnabled"), values.Flag("serviceMonitor", "create"))));
    }

    [Fact]
    public async Task A_service_may_connect_to_the_ports_of_its_network_policy()
    {
        var lists = Read(await File.ReadAllTextAsync(GitOps.At("policies", "falco", "otelshop.yaml"))).Where(entry => entry.Text("list")?.StartsWith("otelshop_ports_", StringComparison.Ordinal) is true)
            .ToDictionary(entry => entry.Text("list")!, entry => entry.Items("items").Select(item => item.Number()!.Value).ToHashSet());
        var checkedPorts = 0;
        foreach (var (stage, home) in Renders.EachHome.Select(row => row.Data))
        {
            foreach (var policy in (await renders.HelmAsync(stage, home)).Where(item => item.Kind == "NetworkPolicy" && lists.ContainsKey(ListOf(item.Name))))
            {
                var ports = policy.Spec.Items("egress").SelectMany(rule => rule.Items("ports")).Select(port => port.Number("port")!.Value).ToList();
                Assert.Subset(lists[ListOf(policy.Name)], ports.ToHashSet());
                checkedPorts += ports.Count;
            }
        }

        Assert.True(checkedPorts > 100, $"{checkedPorts} ports");
        Assert.DoesNotContain(5432, lists["otelshop_ports_cart"]);
    }

    [Theory]
    [InlineData("", "", null)]
    [InlineData("priority: CRITICAL", "priority: HIGH", "Shell: HIGH is no priority")]
    [InlineData("proc.name = dotnet)", "proc.name = dotnet", "Shell: ) is missing")]
    [InlineData("evt.type in (execve)", "evt.typ in (execve)", "Shell: evt.typ is neither a field nor a macro")]
    [InlineData("evt.type in (execve)", "evt.type execve", "Shell: evt.type has no operator")]
    [InlineData("in (otelshop_shells)", "in (otelshop_shell)", "Shell: there is no list otelshop_shell")]
    [InlineData("and otelshop_service", "and otelshop_services", "Shell: otelshop_services is neither a field nor a macro")]
    [InlineData("and otelshop_service", "otelshop_service", "Shell: otelshop_service is not expected")]
    [InlineData("%k8s.pod.name", "%k8s.pod", "Shell: the output has the unknown field k8s.pod")]
    [InlineData("  desc: A shell starts.\n", "", "Shell: desc is missing or unknown")]
    [InlineData("macro: otelshop_service", "macro: Shell", "Shell: otelshop_service is neither a field nor a macro")]
    public void A_rule_that_Falco_could_not_read_is_named(string old, string replacement, string? fault) =>
        Assert.Equal(fault, FalcoRuleCheck.Check(Read(old.Length == 0 ? Rules : Rules.Replace(old, replacement, StringComparison.Ordinal))).FirstOrDefault());

    private static string ListOf(string name) => $"otelshop_ports_{name.Replace('-', '_')}";

    // The reader of manifests takes objects alone.
    private static JsonArray Read(string yaml) => YamlReader.Read($"rules:\n{string.Join('\n', yaml.Split('\n').Select(line => $"  {line}"))}").Single()["rules"]!.AsArray();

    [GeneratedRegex("tag_(?<tag>\\w+)=\"true\",priority=~\"(?<priority>[^\"]+)\"")]
    private static partial Regex Matchers();
}
