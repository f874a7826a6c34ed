module "storage" {
  source = "../storage"

  name             = var.name
  resource_group   = var.resource_group
  tags             = var.tags
  replication_type = var.replication_type
  soft_delete_days = 7
  immutable_days   = var.immutable_days

  containers = {
    velero = { delete_after_days = var.retention_days }
  }
}

resource "azurerm_role_assignment" "velero" {
  scope                = module.storage.container_ids["velero"]
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = var.principal_id
  principal_type       = "ServicePrincipal"
}
