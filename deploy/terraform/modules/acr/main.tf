locals {
  is_premium = var.sku == "Premium"
}

resource "azurerm_container_registry" "this" {
  name                          = var.name
  resource_group_name           = var.resource_group.name
  location                      = var.resource_group.location
  sku                           = var.sku
  admin_enabled                 = false
  anonymous_pull_enabled        = false
  public_network_access_enabled = length(var.allowed_ip_ranges) > 0
  network_rule_bypass_option    = "AzureServices"
  data_endpoint_enabled         = local.is_premium
  zone_redundancy_enabled       = local.is_premium
  retention_policy_in_days      = local.is_premium ? 30 : null
  tags                          = var.tags

  # The provider expects the replicas in alphabetical order.
  dynamic "georeplications" {
    for_each = sort(var.replica_locations)

    content {
      location                = georeplications.value
      zone_redundancy_enabled = true
      tags                    = var.tags
    }
  }

  dynamic "network_rule_set" {
    for_each = local.is_premium ? [var.allowed_ip_ranges] : []

    content {
      default_action = "Deny"

      ip_rule = [for range in network_rule_set.value : { action = "Allow", ip_range = range }]
    }
  }
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                       = "logs"
  target_resource_id         = azurerm_container_registry.this.id
  log_analytics_workspace_id = var.log_analytics_workspace_id

  enabled_log {
    category_group = "audit"
  }
}
