mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  tenant_id                  = "00000000-0000-0000-0000-000000000000"
  soft_delete_days           = 7
  officer_group_object_id    = "00000000-0000-0000-0000-000000000000"
  generated_secrets          = ["browser-token"]
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"
}

run "azure_generates_the_value_of_a_secret" {
  command = plan

  assert {
    condition     = jsondecode(azurerm_resource_group_template_deployment.secret["browser-token"].template_content).parameters.first.defaultValue == "[newGuid()]"
    error_message = "The value is known outside of Azure."
  }
}

run "a_name_that_azure_refuses_is_refused" {
  command = plan

  variables {
    name = "otel-demo-staging-far-too-long"
  }

  expect_failures = [var.name]
}

run "a_vault_that_forgets_at_once_is_refused" {
  command = plan

  variables {
    soft_delete_days = 1
  }

  expect_failures = [var.soft_delete_days]
}
