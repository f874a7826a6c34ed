locals {
  consumer_groups = merge([
    for topic, settings in var.topics : { for group in settings.consumer_groups : "${topic}/${group}" => { topic = topic, group = group } }
  ]...)

  # At the scope of one topic, the namespace closes the connections of Kafka clients that ask for its brokers.
  roles = merge(
    { for workload, principal in var.senders : "${workload}/send" => { role = "Azure Event Hubs Data Sender", principal = principal } },
    { for workload, principal in var.receivers : "${workload}/receive" => { role = "Azure Event Hubs Data Receiver", principal = principal } },
  )
}

resource "azurerm_eventhub_namespace" "this" {
  name                          = var.name
  resource_group_name           = var.resource_group.name
  location                      = var.resource_group.location
  sku                           = var.sku
  capacity                      = var.throughput_units
  minimum_tls_version           = "1.2"
  local_authentication_enabled  = false
  public_network_access_enabled = false
  tags                          = var.tags

  identity {
    type = "SystemAssigned"
  }

  network_rulesets {
    default_action                 = "Deny"
    public_network_access_enabled  = false
    trusted_service_access_enabled = true
  }
}

resource "azurerm_eventhub" "this" {
  for_each = var.topics

  name              = each.key
  namespace_id      = azurerm_eventhub_namespace.this.id
  partition_count   = each.value.partitions
  message_retention = each.value.retention_days

  dynamic "capture_description" {
    for_each = var.capture == null ? [] : [for capture in [var.capture] : capture if capture.topic == each.key]

    content {
      enabled             = true
      encoding            = "Avro"
      interval_in_seconds = 300
      skip_empty_archives = true

      destination {
        name                        = "EventHubArchive.AzureBlockBlob"
        archive_name_format         = "{Namespace}/{EventHub}/{PartitionId}/{Year}/{Month}/{Day}/{Hour}/{Minute}/{Second}"
        blob_container_name         = capture_description.value.container.name
        storage_account_id          = capture_description.value.storage_account_id
        storage_authentication_type = "SystemAssigned"
      }
    }
  }

  depends_on = [azurerm_role_assignment.capture]
}

resource "azurerm_eventhub_consumer_group" "this" {
  for_each = local.consumer_groups

  name                = each.value.group
  namespace_name      = azurerm_eventhub_namespace.this.name
  eventhub_name       = azurerm_eventhub.this[each.value.topic].name
  resource_group_name = var.resource_group.name
}

resource "azurerm_role_assignment" "capture" {
  count = var.capture == null ? 0 : 1

  scope                = var.capture.container.id
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = azurerm_eventhub_namespace.this.identity[0].principal_id
  principal_type       = "ServicePrincipal"
}

resource "azurerm_role_assignment" "client" {
  for_each = local.roles

  scope                = azurerm_eventhub_namespace.this.id
  role_definition_name = each.value.role
  principal_id         = each.value.principal
  principal_type       = "ServicePrincipal"
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                       = "logs"
  target_resource_id         = azurerm_eventhub_namespace.this.id
  log_analytics_workspace_id = var.log_analytics_workspace_id

  enabled_log {
    category_group = "allLogs"
  }
}
