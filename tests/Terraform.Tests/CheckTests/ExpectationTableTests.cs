namespace OtelShop.Terraform.Tests.CheckTests;

public sealed class ExpectationTableTests
{
    [Theory]
    [InlineData("azurerm_kubernetes_cluster", "default_node_pool.0.max_count", "10")]
    [InlineData("azurerm_kubernetes_cluster", "default_node_pool.0.zones", "1, 2, 3")]
    [InlineData("azurerm_kubernetes_cluster", "default_node_pool.0.min_count", ">= 2")]
    [InlineData("azurerm_kubernetes_cluster", "default_node_pool.0.min_count", "<= 2")]
    [InlineData("azurerm_subnet data", "address_prefixes", "10.0.3.0/24")]
    [InlineData("azurerm_subnet", "count", "4")]
    [InlineData("azurerm_key_vault", "name", "set")]
    [InlineData("azurerm_key_vault", "sku_name", "unset")]
    [InlineData("azurerm_redis_cache", "sku_name", "none")]
    [InlineData("azurerm_redis_cache", "sku_name", "")]
    public void A_demand_that_is_met_passes(string resource, string path, string wanted) => Assert.Empty(Check(resource, path, wanted));

    [Theory]
    [InlineData("azurerm_kubernetes_cluster", "default_node_pool.0.max_count", "5", "E1: azurerm_kubernetes_cluster.shop: default_node_pool.0.max_count is 10, 5 is wanted")]
    [InlineData("azurerm_kubernetes_cluster", "default_node_pool.0.min_count", ">= 3", "E1: azurerm_kubernetes_cluster.shop: default_node_pool.0.min_count is 2, >= 3 is wanted")]
    [InlineData("azurerm_kubernetes_cluster", "default_node_pool.1.max_count", "set", "E1: azurerm_kubernetes_cluster.shop: default_node_pool.1.max_count is not set, set is wanted")]
    [InlineData("azurerm_key_vault", "name", "unset", "E1: azurerm_key_vault.shop: name is otel-demo-dev, unset is wanted")]
    [InlineData("azurerm_subnet other", "address_prefixes", "set", "E1: there is no azurerm_subnet other")]
    [InlineData("azurerm_subnet", "count", "5", "E1: there are 4 of azurerm_subnet, 5 are wanted")]
    [InlineData("azurerm_key_vault", "name", "none", "E1: azurerm_key_vault.shop is not wanted")]
    public void A_demand_that_is_not_met_is_named(string resource, string path, string wanted, string fault) => Assert.Equal([fault], Check(resource, path, wanted));

    private static IEnumerable<string> Check(string resource, string path, string wanted) =>
        ExpectationTable.Parse($"# Demands\n\n| Row | Resource | Attribute | prod | dev |\n|-----|---|---|---|---|\n| E1 | `{resource}` | `{path}` | | {wanted} |\n").Check(SmallPlan.Plan, "dev");
}
