using System.Text.RegularExpressions;
using OtelShop.Terraform.Tests.Provider;

namespace OtelShop.Terraform.Tests;

/// <summary>What the environments hold, compared with the demands, with the chart and with each other.</summary>
public sealed partial class EnvironmentTests(Workspace workspace)
{
    internal static readonly string Chart = Path.Combine(Workspace.DeployFolder, "helm", "otelshop");

    // What azd, the pipelines and a reader ask an environment for.
    private static readonly string[] Outputs =
        ["AZURE_AKS_CLUSTER_NAME", "AZURE_CONTAINER_REGISTRY_ENDPOINT", "AZURE_KEY_VAULT_ENDPOINT", "AZURE_LOCATION", "AZURE_RESOURCE_GROUP", "AZURE_TENANT_ID", "MONTHLY_BUDGET", "SHOP_URL", "application_insights", "cluster_identities", "helm_values"];

    [Theory]
    [InlineData("dev", "environments/dev")]
    [InlineData("staging", "environments/staging")]
    [InlineData("prod", "environments/prod")]
    [InlineData("shared", "shared")]
    [InlineData("bootstrap", "bootstrap")]
    public async Task A_plan_holds_the_figures_of_the_table(string column, string folder) =>
        FindingAssert.None(ExpectationTable.Parse(await File.ReadAllTextAsync(Workspace.ExpectationFile)).Check(await workspace.PlanAsync(folder), column));

    [Theory, MemberData(nameof(Workspace.EachStage), MemberType = typeof(Workspace))]
    public async Task The_range_for_growth_holds_Application_Gateway_for_Containers_only(string stage) =>
        FindingAssert.None(AddressCheck.OfReserve(await PlanAsync(stage), "10.0.4.0/22", "10.0.4.0/24"));

    [Theory]
    [InlineData("dev", 2, 4)]
    [InlineData("staging", 3, 8)]
    [InlineData("prod", 5, 20)]
    public async Task A_cluster_has_the_nodes_of_the_table(string stage, int least, int most) => FindingAssert.None(NodeCheck.Check(await PlanAsync(stage), least, most));

    [Theory, MemberData(nameof(Workspace.EachStage), MemberType = typeof(Workspace))]
    public async Task Federated_credentials_trust_published_service_accounts(string stage) =>
        FindingAssert.None(IdentityCheck.Check(await PlanAsync(stage), [.. ServiceAccounts().Select(account => $"{NamespaceOf(stage)}:{account}")]));

    [Theory, MemberData(nameof(Workspace.EachStage), MemberType = typeof(Workspace))]
    public async Task Services_have_the_rights_and_the_identities_of_their_table(string stage)
    {
        var plan = await PlanAsync(stage);

        FindingAssert.None([.. WorkloadCheck.OfRights(plan, NamespaceOf(stage)), .. WorkloadCheck.OfClientIds(plan, NamespaceOf(stage), plan.Outputs["helm_values"].At("azure", "identities"))]);
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task What_Git_takes_from_the_identities_is_an_output(string stage)
    {
        var taken = YamlText.Read(await File.ReadAllTextAsync(Path.Combine(Workspace.DeployFolder, "gitops", stage, "identities", "identities.yaml")))!["identities"]!.AsObject();
        var plan = await PlanAsync(stage);

        Assert.Subset(plan.Outputs["cluster_identities"]!.AsObject().Select(identity => identity.Key).ToHashSet(), taken.Select(identity => identity.Key).ToHashSet());
        Assert.Equal(
            plan.Of("azurerm_user_assigned_identity").Single(identity => identity.Text("name") == $"{NamespaceOf(stage)}-alb-controller").Text("client_id"),
            plan.Outputs["cluster_identities"].Text("albController"));
    }

    [Fact]
    public async Task The_load_balancer_of_dev_has_the_address_of_its_name()
    {
        var proxy = YamlText.Read(await File.ReadAllTextAsync(Path.Combine(Workspace.DeployFolder, "gitops", "addons", "gateway-class", "envoy-proxy.yaml")));
        var plan = await PlanAsync("dev");
        var address = plan.Of("azurerm_public_ip").Single(address => address.Text("name") == proxy.Text("spec", "provider", "kubernetes", "envoyService", "annotations", "service.beta.kubernetes.io/azure-pip-name"));

        Assert.Equal(plan.Of("azurerm_kubernetes_cluster").Single().Text("node_resource_group"), address.Text("resource_group_name"));
        Assert.Equal(address.Id, plan.Of("azurerm_dns_a_record").Single(record => record.Text("name") == "dev").Text("target_resource_id"));
    }

    // Argo CD reads the charts of every stage. docs/mesh.md and docs/cost.md say what optional Applications and releases need beside them.
    [Fact]
    public async Task The_firewall_of_prod_lets_its_cluster_read_the_charts_of_the_add_ons()
    {
        string[] folders = ["gitops/addons", "gitops/apps", "flux/addons", "flux/clusters", "flux/shop"];
        var hosts = folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Workspace.DeployFolder, folder), "*.yaml", SearchOption.AllDirectories)).SelectMany(file => FirewallCheck.HostsOf(File.ReadAllText(file))).ToHashSet();
        string[] known = [.. hosts.Where(host => !host.EndsWith(".example.com", StringComparison.Ordinal))];

        Assert.Contains("kedacore.github.io", known);
        FindingAssert.None(FirewallCheck.Check(await PlanAsync("prod"), known));
        Assert.Equal(["charts.example.org is not let through"], FirewallCheck.Check(await PlanAsync("prod"), ["charts.example.org", "github.com"]));
    }

    [Theory, MemberData(nameof(Workspace.EachStage), MemberType = typeof(Workspace))]
    public async Task Values_for_the_chart_exist_in_the_chart(string stage) =>
        FindingAssert.None(HelmValuesCheck.Check((await PlanAsync(stage)).Outputs["helm_values"], YamlText.Read(await File.ReadAllTextAsync(Path.Combine(Chart, "values.yaml")))!));

    [Theory, MemberData(nameof(Workspace.EachStage), MemberType = typeof(Workspace))]
    public async Task Hosts_in_the_chart_are_those_of_the_environment(string stage) =>
        FindingAssert.None(HelmValuesCheck.OfHosts(YamlText.Read(await File.ReadAllTextAsync(Path.Combine(Chart, $"values-{stage}.yaml")))!, await PlanAsync(stage)));

    // No name, no Secret: the gateway of dev has no TLS.
    [Theory, MemberData(nameof(Workspace.EachStage), MemberType = typeof(Workspace))]
    public async Task The_certificate_in_the_chart_is_that_of_the_environment(string stage)
    {
        var (values, defaults) = (await ValuesAsync($"values-{stage}.yaml"), await ValuesAsync("values.yaml"));
        var output = (await PlanAsync(stage)).Outputs["helm_values"];

        Assert.Equal(values.Text("azure", "certificateName"), output.Text("azure", "certificateName"));
        Assert.Equal(defaults.Text("azure", "certificateVaultUrl"), output.Text("azure", "certificateVaultUrl"));
        Assert.Equal(values.At("gateway", "azure", "listeners")!.ToJsonString().Contains("HTTPS", StringComparison.Ordinal), output.Text("azure", "certificateName") is { Length: > 0 });
    }

    [Theory, MemberData(nameof(Workspace.EachStage), MemberType = typeof(Workspace))]
    public async Task An_environment_has_the_outputs_that_others_read(string stage) => Assert.Empty(Outputs.Except((await PlanAsync(stage)).Outputs.Select(output => output.Key)));

    [Fact]
    public async Task Staging_mirrors_production_but_for_sizes()
    {
        var parity = ParityCheck.Parse(await File.ReadAllTextAsync(Workspace.DifferenceFile));
        var (staging, production) = (await PlanAsync("staging"), await PlanAsync("prod"));

        FindingAssert.None(parity.Check(staging, production));
        FindingAssert.None(parity.Unneeded(staging, production).Select(difference => $"{difference}: is the same in both; remove the line"));
    }

    [Theory]
    [InlineData("environments/dev")]
    [InlineData("environments/staging")]
    [InlineData("environments/prod")]
    [InlineData("shared")]
    public async Task What_a_configuration_reads_is_made_by_another(string folder)
    {
        var plan = await workspace.PlanAsync(folder);

        Assert.NotEmpty(plan.Reads);
        FindingAssert.None(ReadCheck.Check(plan, await workspace.PlanAsync("shared"), await workspace.PlanAsync("bootstrap")));
    }

    [Fact]
    public async Task The_state_lies_where_bootstrap_makes_it() => FindingAssert.None(BackendCheck.OfStorage(Backends(), await workspace.PlanAsync("bootstrap")));

    [Fact]
    public void Each_configuration_has_a_state_of_its_own() => FindingAssert.None(BackendCheck.Check(Backends()));

    // A schema of another version would prove nothing about what the pipeline installs.
    [Fact]
    public void Configurations_ask_for_the_version_whose_schema_is_tested()
    {
        var tested = ProviderPackage.All.Single(package => package.Name == "azurerm").Version();

        Assert.All(Workspace.Configurations, folder => Assert.Contains(
            Directory.EnumerateFiles(Path.Combine(Workspace.SourceFolder, folder), "*.tf").SelectMany(file => Constraints().Matches(File.ReadAllText(file))),
            constraint => tested.StartsWith(constraint.Groups[1].Value, StringComparison.Ordinal)));
    }

    // The state account's own state stays with the operator who creates it.
    private static Dictionary<string, string> Backends() => Workspace.Configurations.Where(folder => folder != "bootstrap").ToDictionary(
        folder => folder, folder => string.Join('\n', Directory.EnumerateFiles(Path.Combine(Workspace.SourceFolder, folder), "*.tf").Select(File.ReadAllText)));

    private Task<Plan> PlanAsync(string stage) => workspace.PlanAsync($"environments/{stage}");

    private static async Task<System.Text.Json.Nodes.JsonNode> ValuesAsync(string file) => YamlText.Read(await File.ReadAllTextAsync(Path.Combine(Chart, file)))!;

    private static string NamespaceOf(string stage) =>
        Namespace().Match(File.ReadAllText(Path.Combine(Workspace.DeployFolder, "kustomize", "overlays", stage, "kustomization.yaml"))).Groups[1].Value;

    private static IEnumerable<string> ServiceAccounts() =>
        from file in Directory.EnumerateFiles(Path.Combine(Chart, "templates"), "*.yaml")
        from document in File.ReadAllText(file).Split("\n---")
        where document.Contains("\nkind: ServiceAccount\n", StringComparison.Ordinal)
        select Name().Match(document).Groups[1].Value;

    [GeneratedRegex("""azurerm\s*=\s*\{[^}]*version\s*=\s*"(?:~>|=)?\s*([0-9.]+)""")]
    private static partial Regex Constraints();

    [GeneratedRegex(@"^namespace: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^  name: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Name();
}
