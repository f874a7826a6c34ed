locals {
  expiring = { for name, container in var.containers : name => container if container.archive_after_days != null || container.delete_after_days != null }
}

resource "azurerm_storage_account" "this" {
  name                            = var.name
  resource_group_name             = var.resource_group.name
  location                        = var.resource_group.location
  account_tier                    = "Standard"
  account_kind                    = "StorageV2"
  account_replication_type        = var.replication_type
  min_tls_version                 = "TLS1_2"
  https_traffic_only_enabled      = true
  allow_nested_items_to_be_public = false
  shared_access_key_enabled       = var.access_keys
  default_to_oauth_authentication = true
  public_network_access_enabled   = length(var.allowed_ip_ranges) > 0
  tags                            = var.tags

  network_rules {
    default_action = "Deny"
    bypass         = ["AzureServices"]
    ip_rules       = var.allowed_ip_ranges
  }

  blob_properties {
    versioning_enabled = true

    delete_retention_policy {
      days = var.soft_delete_days
    }

    container_delete_retention_policy {
      days = var.soft_delete_days
    }
  }

  dynamic "immutability_policy" {
    for_each = var.immutable_days == null ? [] : [var.immutable_days]

    content {
      state                         = "Unlocked"
      allow_protected_append_writes = false
      period_since_creation_in_days = immutability_policy.value
    }
  }
}

resource "azurerm_storage_container" "this" {
  for_each = var.containers

  name                  = each.key
  storage_account_id    = azurerm_storage_account.this.id
  container_access_type = "private"
}

resource "azurerm_storage_management_policy" "this" {
  count = length(local.expiring) > 0 ? 1 : 0

  storage_account_id = azurerm_storage_account.this.id

  dynamic "rule" {
    for_each = local.expiring

    content {
      name    = rule.key
      enabled = true

      filters {
        blob_types   = ["blockBlob"]
        prefix_match = ["${rule.key}/${rule.value.deleted_prefix}"]
      }

      actions {
        base_blob {
          tier_to_archive_after_days_since_modification_greater_than = rule.value.archive_after_days
          delete_after_days_since_modification_greater_than          = rule.value.delete_after_days
        }
      }
    }
  }

  dynamic "rule" {
    for_each = { for name, container in local.expiring : name => container if container.delete_after_days != null }

    content {
      name    = "${rule.key}-versions"
      enabled = true

      filters {
        blob_types   = ["blockBlob"]
        prefix_match = ["${rule.key}/"]
      }

      actions {
        version {
          delete_after_days_since_creation = rule.value.delete_after_days
        }
      }
    }
  }
}
