mock_provider "azurerm" {}

variables {
  name           = "otel-demo-test-registry"
  resource_group = { name = "otel-demo-test-rg", location = "westeurope" }
  tags           = { Project = "otel-demo" }
  subnet_id      = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/data"
  resource_id    = "/subscriptions/s/resourceGroups/r/providers/Microsoft.ContainerRegistry/registries/otelshop"
  subresource    = "registry"
  zone_id        = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io"
  addresses      = { registry = "10.0.3.12", registry_data_westeurope = "10.0.3.13" }
}

run "every_member_has_its_address" {
  command = plan

  assert {
    condition     = tomap({ for part in azurerm_private_endpoint.this.ip_configuration : part.member_name => part.private_ip_address }) == var.addresses
    error_message = "A member has no address or another one."
  }
}

run "an_endpoint_without_an_address_is_refused" {
  command = plan

  variables {
    addresses = {}
  }

  expect_failures = [var.addresses]
}
