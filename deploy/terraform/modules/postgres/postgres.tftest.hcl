mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test-postgres"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  administrator              = { object_id = "00000000-0000-0000-0000-000000000000", name = "platform" }
  databases                  = ["accounting", "catalog"]
  server_version             = "17"
  sku_name                   = "GP_Standard_D4s_v3"
  storage_mb                 = 131072
  zones                      = ["1", "2", "3"]
  high_availability          = true
  backup                     = { retention_days = 35, geo_redundant = true }
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"
}

run "the_standby_is_in_another_zone" {
  command = plan

  assert {
    condition     = azurerm_postgresql_flexible_server.this.high_availability[0].standby_availability_zone != azurerm_postgresql_flexible_server.this.zone
    error_message = "One zone's failure stops the database."
  }
}

run "the_server_takes_no_passwords" {
  command = plan

  assert {
    condition     = !azurerm_postgresql_flexible_server.this.authentication[0].password_auth_enabled && !azurerm_postgresql_flexible_server.this.public_network_access_enabled
    error_message = "The server takes passwords or has a public endpoint."
  }
}

run "a_replica_in_another_region_follows_the_server" {
  command = plan

  variables {
    replica_location = "northeurope"
  }

  assert {
    condition     = azurerm_postgresql_flexible_server.replica[0].create_mode == "Replica" && azurerm_postgresql_flexible_server.replica[0].location == "northeurope"
    error_message = "A lost region takes the database with it."
  }
}

run "a_replica_in_the_same_region_is_refused" {
  command = plan

  variables {
    replica_location = "westeurope"
  }

  expect_failures = [var.replica_location]
}

run "a_standby_of_a_burstable_server_is_refused" {
  command = plan

  variables {
    sku_name = "B_Standard_B1ms"
  }

  expect_failures = [var.high_availability]
}

run "backups_for_longer_than_azure_keeps_them_are_refused" {
  command = plan

  variables {
    backup = { retention_days = 90, geo_redundant = false }
  }

  expect_failures = [var.backup]
}
