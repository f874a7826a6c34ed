mock_provider "azurerm" {}

variables {
  resource_group_name = "otel-demo-test-rg"
  tags                = { Project = "otel-demo" }
  zones               = ["privatelink.postgres.database.azure.com", "privatelink.servicebus.windows.net"]
  virtual_networks    = { spoke = "spoke", hub = "hub" }
}

run "every_zone_is_linked_to_every_network" {
  command = plan

  assert {
    condition     = length(azurerm_private_dns_zone_virtual_network_link.this) == 4
    error_message = "A network does not resolve a zone."
  }
}

run "a_public_zone_is_refused" {
  command = plan

  variables {
    zones = ["postgres.database.azure.com"]
  }

  expect_failures = [var.zones]
}
