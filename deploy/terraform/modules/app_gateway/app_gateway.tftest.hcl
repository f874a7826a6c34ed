mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  subnet_id                  = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Network/virtualNetworks/v/subnets/gateway"
  capacity                   = { min = 2, max = 10 }
  zones                      = ["1", "2", "3"]
  host_names                 = ["otel-demo.example.com", "origin.otel-demo.example.com"]
  backend_fqdn               = "shop.fz00.alb.azure.com"
  certificate_secret_id      = "https://otel-demo-shared.vault.azure.net/secrets/otel-demo-tls"
  certificate_scope          = "/subscriptions/s/resourceGroups/r/providers/Microsoft.KeyVault/vaults/v/secrets/otel-demo-tls"
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"
}

run "http_is_redirected_to_https" {
  command = plan

  assert {
    condition     = one([for rule in azurerm_application_gateway.this.request_routing_rule : rule.redirect_configuration_name if rule.http_listener_name == "http"]) == "https"
    error_message = "The shop answers without TLS."
  }
}

run "the_backend_gets_the_public_name" {
  command = plan

  assert {
    condition     = one(azurerm_application_gateway.this.backend_http_settings).host_name == "otel-demo.example.com"
    error_message = "The route of the cluster does not match the request."
  }
}

run "only_front_door_passes_the_firewall_when_it_stands_in_front" {
  command = plan

  variables {
    front_door = { resource_guid = "11111111-1111-1111-1111-111111111111" }
  }

  assert {
    condition = alltrue([
      for match in azurerm_web_application_firewall_policy.this.custom_rules[0].match_conditions :
      match.negation_condition && match.match_values == tolist(["11111111-1111-1111-1111-111111111111"])
    ])
    error_message = "Other Front Door profiles pass."
  }
}

run "a_maximum_below_two_is_refused" {
  command = plan

  variables {
    capacity = { min = 1, max = 1 }
  }

  expect_failures = [var.capacity]
}
