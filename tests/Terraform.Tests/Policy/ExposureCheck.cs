namespace OtelShop.Terraform.Tests.Policy;

/// <summary>What can be reached from the internet, by which protocol and with which credentials.</summary>
internal static class ExposureCheck
{
    // Attribute, what it must be, and what a breach means. Null counts as a breach: the defaults of Azure are open.
    private static readonly (string Attribute, string[] Allowed, string Fault)[] Rules =
    [
        ("public_network_access_enabled", ["false"], "is reachable from the internet"),
        ("public_network_access", ["Disabled"], "is reachable from the internet"),
        ("minimum_tls_version", ["1.2", "1.3", "TLS1_2", "TLS1_3", "TLS12"], "accepts TLS before 1.2"),
        ("min_tls_version", ["1.2", "1.3", "TLS1_2", "TLS1_3"], "accepts TLS before 1.2"),
        ("minimal_tls_version", ["Tls12"], "accepts TLS before 1.2"),
        ("non_ssl_port_enabled", ["false"], "accepts connections without TLS"),
        ("admin_enabled", ["false"], "has an administrator's password"),
        ("shared_access_key_enabled", ["false"], "accepts account keys"),
        ("allow_nested_items_to_be_public", ["false"], "may hold public files"),
        ("purge_protection_enabled", ["true"], "can be purged"),
        ("local_account_disabled", ["true"], "has a local administrator"),
        ("rbac_authorization_enabled", ["true"], "is not governed by role assignments"),
    ];

    // Attributes whose default is safe.
    private static readonly (string Type, string Path, string Wrong, string Fault)[] Forbidden =
    [
        ("azurerm_container_registry", "anonymous_pull_enabled", "true", "serves images to anonymous clients"),
        ("azurerm_storage_account", "https_traffic_only_enabled", "false", "accepts connections without TLS"),
        ("azurerm_key_vault", "network_acls.0.default_action", "Allow", "has an open firewall"),
        ("azurerm_storage_account", "network_rules.0.default_action", "Allow", "has an open firewall"),
        ("azurerm_managed_redis", "default_database.0.client_protocol", "Plaintext", "accepts connections without TLS"),
        ("azurerm_postgresql_flexible_server", "authentication.0.active_directory_auth_enabled", "false", "takes no managed identities"),
        ("azurerm_kubernetes_cluster", "role_based_access_control_enabled", "false", "is not governed by role assignments"),
        ("azurerm_role_definition", "permissions.0.actions.0", "*", "grants everything"),
    ];

    private static readonly string[] Firewalls = ["network_rules.0", "network_rule_set.0", "network_acls.0"];

    public static IEnumerable<string> Check(Plan plan) =>
    [
        .. from resource in plan.Resources
           from rule in Rules
           where resource.Values.ContainsKey(rule.Attribute) && !IsExempt(resource, rule.Attribute, plan)
           let value = resource.Text(rule.Attribute)?.ToLowerInvariant()
           where !rule.Allowed.Any(allowed => allowed.Equals(value, StringComparison.OrdinalIgnoreCase))
           select $"{resource.Address}: {rule.Attribute} is {value ?? "not set"}, so it {rule.Fault}",
        .. from rule in Forbidden
           from resource in plan.Of(rule.Type)
           where rule.Wrong.Equals(resource.Text(rule.Path), StringComparison.OrdinalIgnoreCase)
           select $"{resource.Address}: {rule.Path} is {rule.Wrong}, so it {rule.Fault}",
    ];

    // A registry or a state account that named addresses reach is not open. Flow logs cannot be written without the account's keys.
    private static bool IsExempt(PlannedResource resource, string attribute, Plan plan) => attribute switch
    {
        "public_network_access_enabled" => Firewalls.Any(firewall => resource.Text($"{firewall}.default_action") == "Deny" && (resource.At($"{firewall}.ip_rules.0") ?? resource.At($"{firewall}.ip_rule.0")) is not null),
        "shared_access_key_enabled" => plan.Of("azurerm_network_watcher_flow_log").Any(log => log.Text("storage_account_id") == resource.Id),
        _ => false,
    };
}
