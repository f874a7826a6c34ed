using OtelShop.Terraform.Tests.Provider;

namespace OtelShop.Terraform.Tests.CheckTests;

/// <summary>What Terraform finds with the schema-only provider.</summary>
public sealed class SchemaProviderTests(Workspace workspace)
{
    [Fact]
    public async Task A_configuration_without_a_fault_is_valid() => (await ValidateAsync(Infrastructure.Text)).Succeeded();

    [Theory]
    [InlineData("dns_prefix ", "dns_prefx ", "Unsupported argument")]
    [InlineData("sku_name            = \"standard\"", "", "Missing required argument")]
    [InlineData("min_count            = 2", "min_count = \"two\"", "Incorrect attribute value type")]
    [InlineData("identity {", "identitty {", "Unsupported block type")]
    [InlineData("default_node_pool {", "default_node_pool {\n name = \"x\"\n vm_size = \"y\"\n }\n default_node_pool {", "Too many default_node_pool blocks")]
    [InlineData("azurerm_resource_group\" \"shop", "azurerm_resource_grp\" \"shop", "Invalid resource type")]
    [InlineData("azurerm_key_vault.shop.id", "azurerm_key_vault.shop.idd", "Unsupported attribute")]
    public async Task A_breach_of_the_schema_is_named(string old, string replacement, string fault)
    {
        var result = await ValidateAsync(Infrastructure.With(old, replacement));

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(fault, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Computed_attributes_are_unknown_before_they_are_applied()
    {
        var folder = workspace.Write(Infrastructure.Text);
        (await workspace.RunAsync(folder, ComputedValues.Unknown, "plan", "-no-color", "-out=unknown.plan")).Succeeded();
        var plan = (await workspace.RunAsync(folder, ComputedValues.Unknown, "show", "-json", "unknown.plan")).Succeeded();

        var vault = Assert.Single(Plan.Parse(plan).Of("azurerm_key_vault"));
        Assert.Null(vault.Text("vault_uri"));
        Assert.Equal(Guid.Empty.ToString(), vault.Text("tenant_id"));
    }

    [Theory]
    [InlineData("toset([\"Key Vault Secrets User\"])", "toset([azurerm_key_vault.shop.vault_uri])", "Invalid for_each argument")]
    [InlineData("azurerm_kubernetes_cluster.shop.fqdn", "azurerm_kubernetes_cluster.shop.kube_config_raw", "Output refers to sensitive values")]
    public async Task A_fault_that_only_a_plan_shows_is_named(string old, string replacement, string fault)
    {
        var result = await workspace.RunAsync(workspace.Write(Infrastructure.With(old, replacement)), ComputedValues.Unknown, "plan", "-no-color");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(fault, result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Named_values_lead_from_a_reference_to_its_resource()
    {
        var plan = await workspace.PlanAsync(workspace.Write(Infrastructure.Text));

        Assert.Equal(Assert.Single(plan.Of("azurerm_key_vault")).Id, Assert.Single(plan.Of("azurerm_role_assignment")).Text("scope"));
        Assert.Equal($"{Assert.Single(plan.Of("azurerm_kubernetes_cluster")).Id}/fqdn", plan.Outputs["cluster"]!.ToString());
    }

    private Task<ToolResult> ValidateAsync(string text) => workspace.RunAsync(workspace.Write(text), ComputedValues.Unknown, "validate", "-no-color");
}
