namespace OtelShop.Terraform.Tests.Policy;

/// <summary>Diagnostic settings: what has logs sends them to Log Analytics.</summary>
internal static class DiagnosticCheck
{
    private static readonly string[] WithLogs =
        ["azurerm_kubernetes_cluster", "azurerm_key_vault", "azurerm_container_registry", "azurerm_postgresql_flexible_server", "azurerm_eventhub_namespace", "azurerm_redis_cache",
            "azurerm_application_gateway", "azurerm_application_load_balancer", "azurerm_cdn_frontdoor_profile", "azurerm_firewall", "azurerm_network_security_group", "azurerm_cosmosdb_account",
            "azurerm_data_protection_backup_vault"];

    private static readonly string[] Audit = ["kube-audit-admin", "guard"];

    public static IEnumerable<string> Check(Plan plan)
    {
        var settings = plan.Of("azurerm_monitor_diagnostic_setting").Where(setting => setting.Text("log_analytics_workspace_id") is not null).ToLookup(setting => setting.Text("target_resource_id"));
        foreach (var resource in plan.Of(WithLogs))
        {
            var logs = settings[resource.Id].SelectMany(setting => setting.Blocks("enabled_log")).ToList();
            if (logs.Count == 0) yield return $"{resource.Address}: sends no logs";
            else if (resource.Type == "azurerm_kubernetes_cluster")
                foreach (var category in Audit.Except(logs.Select(log => log.Text("category")))) yield return $"{resource.Address}: does not send {category}";
        }
    }
}
