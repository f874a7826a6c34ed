locals {
  tags = {
    Project     = "otel-demo"
    Environment = "bootstrap"
    CostCenter  = "otel-demo"
    ManagedBy   = "terraform"
  }
}

resource "azurerm_resource_group" "this" {
  name     = "otel-demo-state-rg"
  location = var.location
  tags     = local.tags
}

module "state" {
  source = "../modules/storage"

  name              = var.account_name
  resource_group    = azurerm_resource_group.this
  tags              = local.tags
  replication_type  = "GRS"
  soft_delete_days  = 35
  allowed_ip_ranges = var.allowed_ip_ranges
  containers        = { tfstate = {} }
}

resource "azurerm_role_assignment" "writers" {
  for_each = var.state_writers

  scope                = module.state.container_ids["tfstate"]
  role_definition_name = "Storage Blob Data Contributor"
  principal_id         = each.value
}

resource "azurerm_management_lock" "state" {
  name       = "state"
  scope      = module.state.id
  lock_level = "CanNotDelete"
  notes      = "Terraform cannot manage what it made without this state."
}
