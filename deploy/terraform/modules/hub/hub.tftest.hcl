mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  address_space              = "10.16.0.0/22"
  zones                      = ["1", "2", "3"]
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"

  spoke = {
    id             = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v"
    name           = "v"
    routed_subnets = { aks = { id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/aks", prefix = "10.0.1.0/24" } }
    runner_prefix  = "10.0.0.64/26"
  }
}

run "the_firewall_has_the_subnet_that_azure_asks_for" {
  command = plan

  assert {
    condition     = azurerm_subnet.firewall.name == "AzureFirewallSubnet" && azurerm_subnet.firewall.address_prefixes == tolist(["10.16.0.0/26"])
    error_message = "Azure refuses the subnet of the firewall."
  }
}

run "rules_hold_for_the_routed_subnets" {
  command = plan

  assert {
    condition     = alltrue([for rule in azurerm_firewall_policy_rule_collection_group.this.application_rule_collection[0].rule : rule.source_addresses == tolist(["10.0.1.0/24"]) if rule.name != "runners"])
    error_message = "A rule holds for another subnet."
  }

  assert {
    condition     = [for rule in azurerm_firewall_policy_rule_collection_group.this.application_rule_collection[0].rule : tolist(rule.source_addresses) if contains(coalesce(rule.destination_fqdns, []), "releases.hashicorp.com")] == [tolist(["10.0.0.64/26"])]
    error_message = "Runners cannot fetch the provider, or nodes may."
  }
}

run "a_hub_that_is_too_small_is_refused" {
  command = plan

  variables {
    address_space = "10.16.0.0/26"
  }

  expect_failures = [var.address_space]
}
