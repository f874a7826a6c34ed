mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  subnet_id                  = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/agc"
  controller                 = { principal_id = "00000000-0000-0000-0000-000000000001", node_resource_group_id = "/subscriptions/s/resourceGroups/nodes" }
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"
}

run "clients_reach_the_shop_when_nothing_stands_in_front" {
  command = plan

  assert {
    condition     = length(azurerm_web_application_firewall_policy.this.custom_rules) == 0 && azurerm_web_application_firewall_policy.this.policy_settings[0].mode == "Prevention"
    error_message = "The firewall blocks clients, or blocks nothing."
  }
}

run "only_the_gateway_passes_when_it_stands_in_front" {
  command = plan

  variables {
    allowed_sources = ["203.0.113.7"]
  }

  assert {
    condition = alltrue([
      for match in azurerm_web_application_firewall_policy.this.custom_rules[0].match_conditions :
      match.negation_condition && match.match_values == tolist(["203.0.113.7"])
    ])
    error_message = "The public name of the frontend leads around the gateway."
  }
}
