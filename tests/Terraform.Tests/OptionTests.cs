namespace OtelShop.Terraform.Tests;

/// <summary>Environments whose options are turned on, which are off by default.</summary>
public sealed class OptionTests(Workspace workspace)
{
    private const string Cosmos = """cosmos = { locations = ["westeurope", "northeurope"], throughput = { mode = "autoscale", units = 4000 } }""";

    [Theory]
    [InlineData("dev")]
    [InlineData("staging")]
    [InlineData("prod")]
    public async Task An_environment_with_every_option_holds_its_table_and_the_policy(string stage)
    {
        var plan = await workspace.PlanAsync(workspace.Vary(
            $"environments/{stage}",
            ("redis = {\n", "redis = {\n    kind = \"cache\"\n"),
            ("vm_size = \"Standard_NC4as_T4_v3\", min = 0, max = 0", "vm_size = \"Standard_NC4as_T4_v3\", min = 0, max = 2"),
            ("secrets = { ", "secrets = { csi = true, "),
            ("  budget = {", $"  bastion = true\n  {Cosmos}\n  budget = {{")));

        var reader = Assert.Single(plan.Of("azurerm_role_assignment"), role => role.Text("scope")!.EndsWith("/secrets/browser-token", StringComparison.Ordinal));
        Assert.Equal(("Key Vault Secrets User", plan.Of("azurerm_user_assigned_identity").Single(identity => identity.Text("name") == $"otel-demo-{stage}-flagd").Text("principal_id")), (reader.Text("role_definition_name"), reader.Text("principal_id")));
        FindingAssert.None(
        [
            .. ExpectationTable.Parse(await File.ReadAllTextAsync(Workspace.OptionFile)).Check(plan, stage),
            .. AddressCheck.Check(plan), .. ExposureCheck.Check(plan), .. SubnetCheck.Check(plan), .. PrivateLinkCheck.Check(plan), .. RoleCheck.Check(plan), .. TagCheck.Check(plan, stage),
            .. DiagnosticCheck.Check(plan), .. ValueCheck.Check(plan), .. ConflictCheck.Check(plan),
            .. HelmValuesCheck.Check(plan.Outputs["helm_values"], YamlText.Read(await File.ReadAllTextAsync(Path.Combine(EnvironmentTests.Chart, "values.yaml")))!),
        ]);
    }
}
