mock_provider "azurerm" {}

variables {
  name           = "otel-demo-test-logs"
  resource_group = { name = "otel-demo-test-rg", location = "westeurope" }
  tags           = { Project = "otel-demo" }
  retention_days = 35
  daily_quota_gb = 10
}

run "the_workspace_has_no_shared_keys" {
  command = plan

  assert {
    condition     = !azurerm_log_analytics_workspace.this.local_authentication_enabled
    error_message = "Clients sign in with keys."
  }
}

run "fewer_days_than_azure_keeps_are_refused" {
  command = plan

  variables {
    retention_days = 7
  }

  expect_failures = [var.retention_days]
}
