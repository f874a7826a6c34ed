mock_provider "azurerm" {}

variables {
  name             = "oteldemotestdata"
  resource_group   = { name = "otel-demo-test-rg", location = "westeurope" }
  tags             = { Project = "otel-demo" }
  replication_type = "LRS"
  soft_delete_days = 7
  containers       = { orders = { archive_after_days = 35, delete_after_days = 365 }, application = {} }
}

run "the_account_is_closed_and_takes_no_keys" {
  command = plan

  assert {
    condition     = !azurerm_storage_account.this.public_network_access_enabled && !azurerm_storage_account.this.shared_access_key_enabled && azurerm_storage_account.this.min_tls_version == "TLS1_2"
    error_message = "The account is open."
  }
}

run "old_blobs_are_archived_where_it_is_asked_for" {
  command = plan

  assert {
    condition     = [for rule in azurerm_storage_management_policy.this[0].rule : rule.name] == ["orders", "orders-versions"]
    error_message = "Blobs of another container expire."
  }
}

run "a_name_with_a_hyphen_is_refused" {
  command = plan

  variables {
    name = "otel-demo-data"
  }

  expect_failures = [var.name]
}

run "an_unknown_replication_is_refused" {
  command = plan

  variables {
    replication_type = "RAGRS"
  }

  expect_failures = [var.replication_type]
}
