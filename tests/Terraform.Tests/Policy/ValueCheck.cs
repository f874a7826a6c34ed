using System.Text.RegularExpressions;

namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Names and values that Azure accepts. The provider refuses others while it plans, which its schema does not say.</summary>
internal static class ValueCheck
{
    private static readonly (string Type, string Path, string Pattern)[] Patterns =
    [
        ("azurerm_resource_group", "name", @"[\w.()-]{0,89}[\w()-]"),
        ("azurerm_key_vault", "name", "(?!.*--)[a-zA-Z][a-zA-Z0-9-]{1,22}[a-zA-Z0-9]"),
        ("azurerm_key_vault", "soft_delete_retention_days", "[7-9]|[1-8][0-9]|90"),
        ("azurerm_key_vault", "sku_name", "standard|premium"),
        ("azurerm_storage_account", "name", "[a-z0-9]{3,24}"),
        ("azurerm_storage_account", "account_replication_type", "LRS|ZRS|GRS|RAGRS|GZRS|RAGZRS"),
        ("azurerm_storage_container", "name", "(?!.*--)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"),
        ("azurerm_container_registry", "name", "[a-zA-Z0-9]{5,50}"),
        ("azurerm_container_registry", "sku", "Basic|Standard|Premium"),
        ("azurerm_postgresql_flexible_server", "name", "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"),
        ("azurerm_postgresql_flexible_server", "sku_name", @"B_Standard_B\w+|GP_Standard_D\w+|MO_Standard_E\w+"),
        ("azurerm_postgresql_flexible_server", "storage_mb", "32768|65536|131072|262144|524288|1048576|2097152|4193280|4194304|8388608|16777216|33553408"),
        ("azurerm_postgresql_flexible_server", "backup_retention_days", "[7-9]|[12][0-9]|3[0-5]"),
        ("azurerm_postgresql_flexible_server", "high_availability.0.mode", "ZoneRedundant|SameZone"),
        ("azurerm_redis_cache", "name", "(?!.*--)[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]"),
        ("azurerm_redis_cache", "sku_name", "Basic|Standard|Premium"),
        ("azurerm_redis_cache", "family", "[CP]"),
        ("azurerm_managed_redis", "name", "(?!.*--)[a-zA-Z0-9][a-zA-Z0-9-]{0,58}[a-zA-Z0-9]"),
        ("azurerm_managed_redis", "sku_name", @"Balanced_B\d+|MemoryOptimized_M\d+|ComputeOptimized_X\d+|FlashOptimized_A\d+"),
        ("azurerm_eventhub_namespace", "name", "[a-zA-Z][a-zA-Z0-9-]{4,48}[a-zA-Z0-9]"),
        ("azurerm_eventhub_namespace", "sku", "Basic|Standard|Premium"),
        ("azurerm_kubernetes_cluster", "name", "[a-zA-Z0-9][a-zA-Z0-9_-]{0,61}[a-zA-Z0-9]"),
        ("azurerm_kubernetes_cluster", "sku_tier", "Free|Standard|Premium"),
        ("azurerm_kubernetes_cluster", "automatic_upgrade_channel", "patch|rapid|stable|node-image"),
        ("azurerm_kubernetes_cluster", "node_os_upgrade_channel", "Unmanaged|SecurityPatch|NodeImage|None"),
        ("azurerm_kubernetes_cluster", "default_node_pool.0.name", "[a-z][a-z0-9]{0,11}"),
        ("azurerm_kubernetes_cluster", "network_profile.0.network_policy", "azure|calico|cilium"),
        ("azurerm_kubernetes_cluster_node_pool", "name", "[a-z][a-z0-9]{0,11}"),
        ("azurerm_kubernetes_cluster_node_pool", "priority", "Regular|Spot"),
        ("azurerm_kubernetes_cluster_node_pool", "eviction_policy", "Delete|Deallocate"),
        ("azurerm_log_analytics_workspace", "name", "[a-zA-Z0-9][a-zA-Z0-9-]{2,61}[a-zA-Z0-9]"),
        // A whole workspace keeps data for 30 days at least; its tables may keep it shorter.
        ("azurerm_log_analytics_workspace", "retention_in_days", "[3-9][0-9]|[1-6][0-9]{2}|7[0-2][0-9]|730"),
        ("azurerm_log_analytics_workspace_table", "retention_in_days", "[4-9]|[1-9][0-9]|[1-6][0-9]{2}|7[0-2][0-9]|730"),
        ("azurerm_user_assigned_identity", "name", "[a-zA-Z0-9][a-zA-Z0-9_-]{2,127}"),
        ("azurerm_federated_identity_credential", "name", "[a-zA-Z0-9][a-zA-Z0-9_-]{2,119}"),
        ("azurerm_application_gateway", "sku.0.name", "Standard_v2|WAF_v2"),
        ("azurerm_web_application_firewall_policy", "name", @"[a-zA-Z0-9][\w.-]{0,126}\w"),
        // Unlike all others, no hyphens.
        ("azurerm_cdn_frontdoor_firewall_policy", "name", "[a-zA-Z][a-zA-Z0-9]{0,127}"),
        ("azurerm_cdn_frontdoor_profile", "sku_name", "(Standard|Premium)_AzureFrontDoor"),
        ("azurerm_role_assignment", "role_definition_name", string.Join('|', RoleCheck.Granted.Concat(RoleCheck.Administrators).Select(Regex.Escape))),
    ];

    public static IEnumerable<string> Check(Plan plan) =>
        from rule in Patterns
        from resource in plan.Of(rule.Type)
        let value = resource.Text(rule.Path)
        where value is null ? rule.Path == "name" : !Regex.IsMatch(value, $"^({rule.Pattern})$")
        select $"{resource.Address}: Azure does not accept the {rule.Path} {value}";
}
