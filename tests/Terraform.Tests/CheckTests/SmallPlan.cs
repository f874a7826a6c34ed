using System.Text.Json.Nodes;

namespace OtelShop.Terraform.Tests.CheckTests;

/// <summary>A plan that no rule finds a fault in. Tests change one line of it.</summary>
internal static class SmallPlan
{
    private const string Text = """
        azurerm_resource_group.shop: { name: otel-demo-dev-rg, tags: &tags { Project: otelshop, Environment: dev, CostCenter: shop, ManagedBy: terraform } }
        azurerm_virtual_network.shop: { name: shop, resource_group_name: g, address_space: [10.0.0.0/16], tags: *tags }
        azurerm_subnet.aks: { id: /subnets/aks, name: aks, resource_group_name: g, virtual_network_name: shop, address_prefixes: [10.0.1.0/24], delegation: [] }
        azurerm_subnet.gateway: { id: /subnets/gateway, name: gateway, resource_group_name: g, virtual_network_name: shop, address_prefixes: [10.0.2.0/24], delegation: [] }
        azurerm_subnet.data: { id: /subnets/data, name: data, resource_group_name: g, virtual_network_name: shop, address_prefixes: [10.0.3.0/24], delegation: [] }
        azurerm_subnet.containers:
          id: /subnets/containers
          name: containers
          resource_group_name: g
          virtual_network_name: shop
          address_prefixes: [10.0.4.0/24]
          delegation: [ { service_delegation: [ { name: Microsoft.ServiceNetworking/trafficControllers } ] } ]
        azurerm_network_security_group.shop:
          id: /groups/shop
          name: shop
          resource_group_name: g
          tags: *tags
          security_rule:
            - { name: https, source_port_range: "*", destination_address_prefix: "*", priority: 100, direction: Inbound, access: Allow, protocol: Tcp, destination_port_range: "443", source_address_prefix: Internet }
            - { name: manager, source_port_range: "*", destination_address_prefix: "*", priority: 110, direction: Inbound, access: Allow, protocol: Tcp, destination_port_range: 65200-65535, source_address_prefix: GatewayManager }
            - { name: balancer, source_port_range: "*", destination_address_prefix: "*", priority: 120, direction: Inbound, access: Allow, protocol: "*", destination_port_range: "*", source_address_prefix: AzureLoadBalancer }
            - { name: nodes, source_port_range: "*", destination_address_prefix: "*", priority: 130, direction: Inbound, access: Allow, protocol: "*", destination_port_range: "*", source_address_prefixes: [10.0.1.0/24, 192.168.0.0/16] }
            - { name: deny, priority: 4096, direction: Inbound, access: Deny, protocol: "*", source_port_range: "*", destination_port_range: "*", source_address_prefix: "*", destination_address_prefix: "*" }
        azurerm_subnet_network_security_group_association.aks: { subnet_id: /subnets/aks, network_security_group_id: /groups/shop }
        azurerm_subnet_network_security_group_association.gateway: { subnet_id: /subnets/gateway, network_security_group_id: /groups/shop }
        azurerm_subnet_network_security_group_association.data: { subnet_id: /subnets/data, network_security_group_id: /groups/shop }
        azurerm_subnet_network_security_group_association.containers: { subnet_id: /subnets/containers, network_security_group_id: /groups/shop }
        azurerm_application_gateway.shop: { id: /gateways/shop, zones: [ "1", "2", "3" ], gateway_ip_configuration: [ { subnet_id: /subnets/gateway } ] }
        azurerm_application_load_balancer_subnet_association.shop: { subnet_id: /subnets/containers }
        azurerm_kubernetes_cluster.shop:
          id: /clusters/shop
          name: shop
          dns_prefix: shop
          oidc_issuer_url: /clusters/shop/oidc_issuer_url
          local_account_disabled: true
          default_node_pool: [ { name: system, vnet_subnet_id: /subnets/aks, zones: [ "1", "2", "3" ], auto_scaling_enabled: true, min_count: 2, max_count: 10 } ]
          network_profile: [ { service_cidr: 172.16.0.0/16, dns_service_ip: 172.16.0.10, pod_cidr: 192.168.0.0/16 } ]
        azurerm_postgresql_flexible_server.shop: { id: /servers/shop, name: shop-postgres, public_network_access_enabled: false, delegated_subnet_id: null, backup_retention_days: 7 }
        azurerm_key_vault.shop:
          id: /subscriptions/s/resourceGroups/g/providers/azurerm_key_vault/shop
          name: otel-demo-dev
          public_network_access_enabled: false
          purge_protection_enabled: true
          network_acls: [ { default_action: Deny } ]
        azurerm_eventhub_namespace.shop: { id: /namespaces/shop, name: shop-kafka, public_network_access_enabled: false, minimum_tls_version: "1.2" }
        azurerm_private_dns_zone.postgres: { id: /zones/privatelink.postgres.database.azure.com, name: privatelink.postgres.database.azure.com, resource_group_name: g }
        azurerm_private_dns_zone_virtual_network_link.postgres: { private_dns_zone_name: privatelink.postgres.database.azure.com, resource_group_name: g }
        azurerm_private_endpoint.postgres:
          subnet_id: /subnets/data
          private_service_connection: [ { private_connection_resource_id: /servers/shop, subresource_names: [postgresqlServer] } ]
          private_dns_zone_group: [ { private_dns_zone_ids: [/zones/privatelink.postgres.database.azure.com] } ]
          ip_configuration: [ { private_ip_address: 10.0.3.4 } ]
        azurerm_private_endpoint.vault:
          subnet_id: /subnets/data
          private_service_connection: [ { private_connection_resource_id: /subscriptions/s/resourceGroups/g/providers/azurerm_key_vault/shop, subresource_names: [vault] } ]
          private_dns_zone_group: [ { private_dns_zone_ids: [/shared/privatelink.vaultcore.azure.net] } ]
          ip_configuration: [ { private_ip_address: 10.0.3.5 } ]
        azurerm_private_endpoint.kafka:
          subnet_id: /subnets/data
          private_service_connection: [ { private_connection_resource_id: /namespaces/shop, subresource_names: [namespace] } ]
          private_dns_zone_group: [ { private_dns_zone_ids: [/shared/privatelink.servicebus.windows.net] } ]
        azurerm_role_assignment.cart: { role_definition_name: Key Vault Secrets User, scope: /subscriptions/s/resourceGroups/g/providers/azurerm_key_vault/shop }
        azurerm_role_assignment.controller: { role_definition_name: Reader, scope: /subscriptions/s/resourceGroups/g/providers/azurerm_kubernetes_cluster/shop/node_resource_group_id }
        azurerm_storage_account.state:
          id: /accounts/state
          name: shopstate
          public_network_access_enabled: true
          shared_access_key_enabled: true
          min_tls_version: TLS1_2
          network_rules: [ { default_action: Deny, ip_rules: [203.0.113.7] } ]
        azurerm_network_watcher_flow_log.shop: { storage_account_id: /accounts/state }
        azurerm_private_endpoint.state:
          subnet_id: /subnets/data
          private_service_connection: [ { private_connection_resource_id: /accounts/state, subresource_names: [blob] } ]
          private_dns_zone_group: [ { private_dns_zone_ids: [/shared/privatelink.blob.core.windows.net] } ]
        azurerm_federated_identity_credential.cart:
          name: cart
          user_assigned_identity_id: /identities/cart
          subject: system:serviceaccount:otel-demo-dev:cart
          audience: [api://AzureADTokenExchange]
          issuer: /clusters/shop/oidc_issuer_url
        azurerm_monitor_diagnostic_setting.cluster:
          target_resource_id: /clusters/shop
          log_analytics_workspace_id: /workspaces/shop
          enabled_log: [ { category: kube-audit-admin }, { category: guard } ]
        azurerm_monitor_diagnostic_setting.vault: { target_resource_id: /subscriptions/s/resourceGroups/g/providers/azurerm_key_vault/shop, log_analytics_workspace_id: /workspaces/shop, enabled_log: &all [ { category_group: allLogs } ] }
        azurerm_monitor_diagnostic_setting.postgres: { target_resource_id: /servers/shop, log_analytics_workspace_id: /workspaces/shop, enabled_log: *all }
        azurerm_monitor_diagnostic_setting.kafka: { target_resource_id: /namespaces/shop, log_analytics_workspace_id: /workspaces/shop, enabled_log: *all }
        azurerm_monitor_diagnostic_setting.gateway: { target_resource_id: /gateways/shop, log_analytics_workspace_id: /workspaces/shop, enabled_log: *all }
        azurerm_monitor_diagnostic_setting.group: { target_resource_id: /groups/shop, log_analytics_workspace_id: /workspaces/shop, enabled_log: *all }
        """;

    public static Plan Plan { get; } = Read(Text);

    public static Plan With(string old, string replacement)
    {
        Assert.Contains(old, Text, StringComparison.Ordinal);
        return Read(Text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public static Plan And(string resource) => Read($"{Text}\n{resource}");

    private static Plan Read(string text) => new(
        [.. YamlText.Read(text)!.AsObject().Select(entry => new PlannedResource(entry.Key, entry.Key.Split('.')[0], (JsonObject)entry.Value!.DeepClone()))], [], []);
}
