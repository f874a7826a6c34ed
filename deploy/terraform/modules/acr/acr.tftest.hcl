mock_provider "azurerm" {}

variables {
  name                       = "otelshop"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  sku                        = "Premium"
  replica_locations          = ["northeurope"]
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"
}

run "the_registry_is_closed_to_the_internet" {
  command = plan

  assert {
    condition     = !azurerm_container_registry.this.public_network_access_enabled && !azurerm_container_registry.this.admin_enabled
    error_message = "The registry has a public endpoint or an administrator's password."
  }
}

run "an_allowed_address_opens_the_endpoint_to_itself_alone" {
  command = plan

  variables {
    allowed_ip_ranges = ["203.0.113.7"]
  }

  assert {
    condition     = azurerm_container_registry.this.public_network_access_enabled && one(azurerm_container_registry.this.network_rule_set).default_action == "Deny"
    error_message = "Other addresses reach the registry too."
  }
}

run "replicas_of_a_standard_registry_are_refused" {
  command = plan

  variables {
    sku = "Standard"
  }

  expect_failures = [var.replica_locations]
}

run "a_replica_in_the_registrys_own_region_is_refused" {
  command = plan

  variables {
    replica_locations = ["westeurope"]
  }

  expect_failures = [var.replica_locations]
}
