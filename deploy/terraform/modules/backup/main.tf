module "storage" {
  source = "../storage"

  name             = var.name
  resource_group   = var.resource_group
  tags             = var.tags
  replication_type = var.replication_type
  soft_delete_days = 7
  immutable_days   = var.immutable_days

  containers = {
    # Younger backups share blobs below kopia/ with older ones: Velero alone knows which of them may go.
    velero = { delete_after_days = var.retention_days, deleted_prefix = "backups/" }
  }
}

resource "azurerm_role_assignment" "velero" {
  scope                = module.storage.container_ids["velero"]
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = var.principal_id
  principal_type       = "ServicePrincipal"
}
