resource "azurerm_log_analytics_workspace" "this" {
  name                         = var.name
  resource_group_name          = var.resource_group.name
  location                     = var.resource_group.location
  sku                          = "PerGB2018"
  retention_in_days            = var.retention_days
  daily_quota_gb               = var.daily_quota_gb
  local_authentication_enabled = false
  tags                         = var.tags
}
