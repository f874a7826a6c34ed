mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test-kafka"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  sku                        = "Standard"
  throughput_units           = 4
  senders                    = { checkout = "00000000-0000-0000-0000-000000000001" }
  receivers                  = { accounting = "00000000-0000-0000-0000-000000000002" }
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"

  topics = {
    "orders"             = { partitions = 12, retention_days = 7, consumer_groups = ["accounting", "fraud-detection"] }
    "orders.dead-letter" = { partitions = 1, retention_days = 7 }
  }

  capture = {
    topic              = "orders"
    storage_account_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/a"
    container          = { id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.Storage/storageAccounts/a/blobServices/default/containers/orders", name = "orders" }
  }
}

run "capture_writes_the_orders_alone" {
  command = plan

  assert {
    condition     = length(azurerm_eventhub.this["orders"].capture_description) == 1 && length(azurerm_eventhub.this["orders.dead-letter"].capture_description) == 0
    error_message = "Capture writes another topic."
  }

  assert {
    condition     = endswith(azurerm_role_assignment.capture[0].scope, "/containers/orders")
    error_message = "Capture may write to more than its container."
  }
}

run "every_client_has_the_role_of_its_direction" {
  command = plan

  assert {
    condition = { for client, assignment in azurerm_role_assignment.client : client => assignment.role_definition_name } == {
      "checkout/send"      = "Azure Event Hubs Data Sender"
      "accounting/receive" = "Azure Event Hubs Data Receiver"
    }
    error_message = "A client may do more or less than it does."
  }
}

run "the_basic_tier_is_refused" {
  command = plan

  variables {
    sku = "Basic"
  }

  expect_failures = [var.sku]
}

run "more_retention_than_the_tier_has_is_refused" {
  command = plan

  variables {
    topics = { "orders" = { partitions = 12, retention_days = 35 } }
  }

  expect_failures = [var.topics]
}
