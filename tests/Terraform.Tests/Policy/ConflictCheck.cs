using System.Text.Json.Nodes;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Arguments that exclude each other. The provider refuses both, or none of them where one is needed, which its schema does not say.</summary>
internal static class ConflictCheck
{
    // Type, blocks that hold the arguments (empty for the resource itself), the two, and whether one of them is needed.
    private static readonly (string Type, string Block, string One, string Other, bool Needed)[] Pairs =
    [
        ("azurerm_kubernetes_cluster", "", "dns_prefix", "dns_prefix_private_cluster", true),
        ("azurerm_network_security_group", "security_rule", "source_address_prefix", "source_address_prefixes", true),
        ("azurerm_network_security_group", "security_rule", "destination_address_prefix", "destination_address_prefixes", true),
        ("azurerm_network_security_group", "security_rule", "source_port_range", "source_port_ranges", true),
        ("azurerm_network_security_group", "security_rule", "destination_port_range", "destination_port_ranges", true),
        ("azurerm_monitor_diagnostic_setting", "enabled_log", "category", "category_group", true),
        ("azurerm_private_endpoint", "private_service_connection", "private_connection_resource_id", "private_connection_resource_alias", true),
        ("azurerm_federated_identity_credential", "", "user_assigned_identity_id", "parent_id", true),
        ("azurerm_eventhub", "", "namespace_id", "namespace_name", true),
        ("azurerm_storage_container", "", "storage_account_id", "storage_account_name", true),
        ("azurerm_cosmosdb_sql_database", "", "throughput", "autoscale_settings", false),
        ("azurerm_application_gateway", "request_routing_rule", "backend_address_pool_name", "redirect_configuration_name", false),
        ("azurerm_application_gateway", "", "autoscale_configuration", "sku.0.capacity", false),
    ];

    public static IEnumerable<string> Check(Plan plan) =>
    [
        .. from pair in Pairs
           from resource in plan.Of(pair.Type)
           from holder in pair.Block.Length == 0 ? [resource] : resource.Blocks(pair.Block)
           let count = (IsSet(holder.At(pair.One)) ? 1 : 0) + (IsSet(holder.At(pair.Other)) ? 1 : 0)
           where count == 2 || (count == 0 && pair.Needed)
           select $"{resource.Address}: {(count == 2 ? $"has both {pair.One} and" : $"has neither {pair.One} nor")} {pair.Other}",
        .. from pool in plan.Of("azurerm_kubernetes_cluster_node_pool")
           from argument in (string[])["eviction_policy", "spot_max_price"]
           where pool.Text("priority") != "Spot" && pool.Text(argument) is not null
           select $"{pool.Address}: {argument} is for spot pools only",
        .. from cluster in plan.Of("azurerm_kubernetes_cluster")
           where cluster.Text("private_cluster_enabled") == "true" && IsSet(cluster.At("api_server_access_profile.0.authorized_ip_ranges"))
           select $"{cluster.Address}: a private cluster has no authorized ranges",
    ];

    private static bool IsSet(JsonNode? value) => value is not null and not JsonArray { Count: 0 };
}
