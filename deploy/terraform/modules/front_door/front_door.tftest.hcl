mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test"
  resource_group_name        = "otel-demo-test-rg"
  tags                       = { Project = "otel-demo" }
  log_analytics_workspace_id = "w"
  dns_zone_id                = "z"
  host_names                 = { shop = "otel-demo.example.com", argocd = "argocd.otel-demo.example.com" }

  origins = {
    westeurope  = { host_name = "origin.otel-demo.example.com", priority = 1 }
    northeurope = { host_name = "origin-north.otel-demo.example.com", priority = 2 }
  }
}

run "premium_blocks_what_the_managed_rules_find" {
  command = plan

  assert {
    condition     = { for rule in azurerm_cdn_frontdoor_firewall_policy.this.managed_rule : rule.type => rule.action } == { Microsoft_DefaultRuleSet = "Block", Microsoft_BotManagerRuleSet = "Block" }
    error_message = "A set of managed rules is missing."
  }
}

run "standard_has_no_managed_rules" {
  command = plan

  variables {
    sku_name = "Standard_AzureFrontDoor"
  }

  assert {
    condition     = length(azurerm_cdn_frontdoor_firewall_policy.this.managed_rule) == 0
    error_message = "Azure refuses managed rules in this tier."
  }
}

run "other_countries_are_blocked_when_some_are_named" {
  command = plan

  variables {
    allowed_countries = ["DE", "FR"]
  }

  assert {
    condition     = [for rule in azurerm_cdn_frontdoor_firewall_policy.this.custom_rule : rule.name] == ["RateLimit", "Countries"]
    error_message = "Clients of all countries pass."
  }
}

run "only_static_paths_are_cached" {
  command = plan

  assert {
    condition     = length(azurerm_cdn_frontdoor_route.this["all"].cache) == 0 && length(azurerm_cdn_frontdoor_route.this["static"].cache) == 1
    error_message = "Pages of one client reach another."
  }
}

run "an_origin_without_a_priority_in_range_is_refused" {
  command = plan

  variables {
    origins = { westeurope = { host_name = "origin.otel-demo.example.com", priority = 6 } }
  }

  expect_failures = [var.origins]
}
