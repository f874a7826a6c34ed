mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test-cosmos"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  locations                  = ["westeurope", "northeurope"]
  zone_redundant             = true
  throughput                 = { mode = "autoscale", units = 4000 }
  database                   = "shop"
  principals                 = {}
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"
}

run "the_first_region_takes_the_writes" {
  command = plan

  assert {
    condition     = one([for region in azurerm_cosmosdb_account.this.geo_location : region.location if region.failover_priority == 0]) == "westeurope" && azurerm_cosmosdb_account.this.automatic_failover_enabled
    error_message = "Another region takes the writes, or none takes over."
  }
}

run "provisioned_throughput_does_not_scale" {
  command = plan

  variables {
    throughput = { mode = "provisioned", units = 400 }
  }

  assert {
    condition     = azurerm_cosmosdb_sql_database.this.throughput == 400 && length(azurerm_cosmosdb_sql_database.this.autoscale_settings) == 0
    error_message = "The database scales by itself."
  }
}

run "autoscale_outside_of_its_steps_is_refused" {
  command = plan

  variables {
    throughput = { mode = "autoscale", units = 400 }
  }

  expect_failures = [var.throughput]
}
