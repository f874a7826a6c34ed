mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  address_space              = "10.0.0.0/16"
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"

  subnets = {
    aks = { prefix = "10.0.1.0/24", inbound = { nodes = { source = "10.0.1.0/24", protocol = "*" }, web = { source = "Internet", ports = ["80", "443"] } } }
    agc = { prefix = "10.0.4.0/24", delegation = "Microsoft.ServiceNetworking/trafficControllers", inbound = {} }
  }
}

run "the_last_rule_of_every_subnet_denies_everything" {
  command = plan

  assert {
    condition = alltrue([
      for group in azurerm_network_security_group.this :
      anytrue([for rule in group.security_rule : rule.priority == 4096 && rule.access == "Deny" && rule.source_address_prefix == "*"])
    ])
    error_message = "A subnet accepts what no rule allows."
  }
}

run "rules_have_priorities_of_their_own" {
  command = plan

  assert {
    condition     = length(distinct([for rule in azurerm_network_security_group.this["aks"].security_rule : rule.priority])) == 3
    error_message = "Two rules have the same priority."
  }
}

run "a_subnet_outside_of_the_network_is_refused" {
  command = plan

  variables {
    subnets = { data = { prefix = "10.1.3.0/24", inbound = {} } }
  }

  expect_failures = [var.subnets]
}

run "a_delegated_subnet_that_is_too_small_is_refused" {
  command = plan

  variables {
    subnets = { agc = { prefix = "10.0.4.0/25", delegation = "Microsoft.ServiceNetworking/trafficControllers", inbound = {} } }
  }

  expect_failures = [var.subnets]
}

run "there_are_no_flow_logs_without_an_account" {
  command = plan

  assert {
    condition     = length(azurerm_network_watcher_flow_log.this) == 0
    error_message = "A flow log was planned."
  }
}
