resource "azurerm_cosmosdb_account" "this" {
  name                          = var.name
  resource_group_name           = var.resource_group.name
  location                      = var.resource_group.location
  offer_type                    = "Standard"
  kind                          = "GlobalDocumentDB"
  minimal_tls_version           = "Tls12"
  automatic_failover_enabled    = length(var.locations) > 1
  local_authentication_disabled = true
  public_network_access_enabled = false
  tags                          = var.tags

  consistency_policy {
    consistency_level = "Session"
  }

  dynamic "geo_location" {
    for_each = var.locations

    content {
      location          = geo_location.value
      failover_priority = geo_location.key
      zone_redundant    = var.zone_redundant
    }
  }

  backup {
    type = "Continuous"
    tier = "Continuous7Days"
  }
}

resource "azurerm_cosmosdb_sql_database" "this" {
  name                = var.database
  resource_group_name = var.resource_group.name
  account_name        = azurerm_cosmosdb_account.this.name
  throughput          = var.throughput.mode == "provisioned" ? var.throughput.units : null

  dynamic "autoscale_settings" {
    for_each = var.throughput.mode == "autoscale" ? [var.throughput.units] : []

    content {
      max_throughput = autoscale_settings.value
    }
  }
}

resource "azurerm_cosmosdb_sql_role_assignment" "this" {
  for_each = var.principals

  resource_group_name = var.resource_group.name
  account_name        = azurerm_cosmosdb_account.this.name
  scope               = azurerm_cosmosdb_account.this.id
  # Cosmos DB Built-in Data Contributor.
  role_definition_id = "${azurerm_cosmosdb_account.this.id}/sqlRoleDefinitions/00000000-0000-0000-0000-000000000002"
  principal_id       = each.value
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                           = "logs"
  target_resource_id             = azurerm_cosmosdb_account.this.id
  log_analytics_workspace_id     = var.log_analytics_workspace_id
  log_analytics_destination_type = "Dedicated"

  enabled_log {
    category = "ControlPlaneRequests"
  }
}
