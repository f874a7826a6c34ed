using OtelShop.Terraform.Tests.Provider;

namespace OtelShop.Terraform.Tests;

/// <summary>What the terraform program says about deploy/terraform.</summary>
public sealed class ConfigurationTests(Workspace workspace)
{
    [Fact]
    public async Task Files_are_formatted()
    {
        TerraformTool.Require();

        (await TerraformTool.RunAsync(Workspace.SourceFolder, "", "fmt", "-check", "-recursive", "-diff", "-no-color")).Succeeded();
    }

    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public async Task A_configuration_is_valid(string folder) =>
        (await workspace.RunAsync(folder, ComputedValues.Unknown, "validate", "-no-color")).Succeeded();

    // Attributes are unknown here, as they are when the real provider plans: keys of for_each and counts must not depend on them.
    [Theory, MemberData(nameof(Workspace.EachConfiguration), MemberType = typeof(Workspace))]
    public async Task A_configuration_can_be_planned_before_anything_exists(string folder) =>
        (await workspace.RunAsync(folder, ComputedValues.Unknown, "plan", "-no-color", "-lock=false")).Succeeded();

    [Theory]
    [InlineData("environments/staging")]
    [InlineData("environments/prod")]
    public async Task The_gateway_reads_its_certificate_when_the_name_of_the_vault_resolves(string folder)
    {
        var graph = new ResourceGraph((await workspace.RunAsync(folder, ComputedValues.Unknown, "graph", "-type=plan")).Succeeded());

        Assert.True(graph.Waits("module.platform.module.app_gateway.azurerm_application_gateway.this", "module.platform.module.private_endpoint.azurerm_private_endpoint.this"));
        Assert.True(graph.Waits("module.platform.module.private_endpoint.azurerm_private_endpoint.this", "module.platform.module.private_dns.azurerm_private_dns_zone_virtual_network_link.this"));
    }

    [Theory, MemberData(nameof(Workspace.EachTestedModule), MemberType = typeof(Workspace))]
    public async Task The_tests_of_a_module_pass(string folder) =>
        (await workspace.RunAsync(folder, ComputedValues.Unknown, "test", "-no-color")).Succeeded();
}
