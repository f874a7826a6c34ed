using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OtelShop.Pipelines.Tests.Tools;

namespace OtelShop.Pipelines.Tests;

/// <summary>The Job that reads a restored database.</summary>
public sealed partial class OperationsTests
{
    private const string Job = "deploy/operations/restore-test/job.yaml";

    [Fact]
    public async Task The_restore_test_is_a_restricted_Job()
    {
        var pod = (await ReadAsync(Job))["spec"]!["template"]!["spec"]!;
        var container = pod["containers"]![0]!;

        Assert.True(pod["securityContext"]!["runAsNonRoot"]!.GetValue<bool>());
        Assert.Equal("RuntimeDefault", (string?)pod["securityContext"]!["seccompProfile"]!["type"]);
        Assert.False(pod["automountServiceAccountToken"]!.GetValue<bool>());
        Assert.False(container["securityContext"]!["allowPrivilegeEscalation"]!.GetValue<bool>());
        Assert.True(container["securityContext"]!["readOnlyRootFilesystem"]!.GetValue<bool>());
        Assert.Equal("ALL", (string?)container["securityContext"]!["capabilities"]!["drop"]![0]);
        Assert.NotNull(container["resources"]!["limits"]!["memory"]);
    }

    [Fact]
    public void The_restore_test_asks_tables_that_the_services_have()
    {
        var job = Checkout.Read(Job);
        var sources = string.Concat(Checkout.Files("src/Services", "*Snapshot.cs").Select(path => Checkout.Read(path)));
        var databases = Checkout.Read("AppHost", "Program.cs");

        Findings.None(from ask in Query().Matches(job)
                      let table = $"\"{ask.Groups["table"].Value}\", \"{ask.Groups["schema"].Value}\""
                      where !sources.Contains(table, StringComparison.Ordinal) || !databases.Contains($"\"{ask.Groups["database"].Value}\")", StringComparison.Ordinal)
                      select ask.Value);
        Assert.Contains("ordered_at", string.Concat(Checkout.Files("src/Services/Accounting/Migrations", "*.cs").Select(path => Checkout.Read(path))), StringComparison.Ordinal);
        Assert.Equal(3, Query().Count(job));
    }

    [Fact]
    public void The_restore_test_reconciles_with_the_documented_queries()
    {
        var script = Checkout.Read("deploy/operations/restore-test/reconcile.sh").Replace("\\\"", "\"", StringComparison.Ordinal);
        var queries = Checkout.Read("docs", "reconciliation.md").Split("```sql\n").Skip(1).Take(3).Select(part => part.Split("\n```")[0]).ToList();

        Assert.Equal(3, queries.Count);
        Assert.All(queries, query => Assert.Contains(query, script, StringComparison.Ordinal));
        Assert.Contains("bash /scripts/reconcile.sh", Checkout.Read(Job), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_restore_test_reaches_the_data_subnet_and_names_alone()
    {
        var egress = (await ReadAsync("deploy/operations/restore-test/network-policy.yaml"))["spec"]!["egress"]!.AsArray();

        Assert.Equal(["53", "53", "5432"], from rule in egress from port in rule!["ports"]!.AsArray() select port!["port"]!.ToString());
        Assert.Equal("10.0.3.0/24", (string?)egress[1]!["to"]![0]!["ipBlock"]!["cidr"]);
    }

    [Fact]
    public async Task The_rights_of_the_pipelines_cover_what_their_scripts_ask()
    {
        var manifests = Checkout.Read("deploy/operations/pipelines/rollouts.yaml") + "---\n" + Checkout.Read("deploy/operations/pipelines/prometheus.yaml");
        var rules = from item in JsonNode.Parse((await Programs.NodeAsync("objects.mjs", manifests)).Succeeded())!.AsArray()
                    where (string?)item["kind"] == "Role"
                    from rule in item["rules"]!.AsArray()
                    from resource in rule["resources"]!.AsArray()
                    from verb in rule["verbs"]!.AsArray()
                    select $"{verb} {resource} {rule["resourceNames"]?[0]}".TrimEnd();

        Assert.Equal(["get rollouts", "list rollouts", "get rollouts/status", "patch rollouts/status", "get services/proxy http:prometheus-operated:9090"], rules);
        Assert.Contains("services/http:${PROMETHEUS_SERVICE:-prometheus-operated}:9090/proxy", Checkout.Read("eng/pipelines/lib.sh"), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> ReadAsync(string path) => JsonNode.Parse((await Programs.NodeAsync("objects.mjs", Checkout.Read(path))).Succeeded())![0]!;

    [GeneratedRegex("""ask (?<database>[\w-]+) 'select [^']+ from (?<schema>\w+)\."?(?<table>\w+)"?'""")]
    private static partial Regex Query();
}
