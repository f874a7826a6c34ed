mock_provider "azurerm" {}

variables {
  name             = "oteldemotestbkp"
  resource_group   = { name = "otel-demo-test-rg", location = "westeurope" }
  tags             = { Project = "otel-demo" }
  replication_type = "GRS"
  retention_days   = 35
  immutable_days   = 30
  principal_id     = "00000000-0000-0000-0000-000000000001"
}

run "velero_writes_to_its_container_alone" {
  command = plan

  assert {
    condition     = azurerm_role_assignment.velero.role_definition_name == "Storage Blob Data Contributor"
    error_message = "Velero has another role."
  }
}

run "blobs_that_backups_share_are_not_deleted_by_their_age" {
  command = plan

  assert {
    condition     = { for rule in module.storage.rules : rule.name => one(rule.filters).prefix_match } == { velero = toset(["velero/backups/"]), velero-versions = toset(["velero/"]) }
    error_message = "A backup loses blobs that an older one wrote."
  }
}

run "deleting_backups_while_they_are_immutable_is_refused" {
  command = plan

  variables {
    retention_days = 7
  }

  expect_failures = [var.retention_days]
}
