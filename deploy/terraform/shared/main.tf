# What all environments share: registry, public DNS zone, logs, certificates, and the network of the pipelines' runners.
locals {
  name = "otel-demo-shared"

  tags = {
    Project     = "otel-demo"
    Environment = "shared"
    CostCenter  = "otel-demo"
    ManagedBy   = "terraform"
  }
}

data "azurerm_client_config" "current" {}

resource "azurerm_resource_group" "this" {
  name     = "${local.name}-rg"
  location = var.location
  tags     = local.tags
}

# 35 days are the retention of production, and within the 30 to 90 days that Log Analytics is to keep.
module "log_analytics" {
  source = "../modules/log_analytics"

  name           = "${local.name}-logs"
  resource_group = azurerm_resource_group.this
  tags           = local.tags
  retention_days = 35
  daily_quota_gb = 10
}

module "registry" {
  source = "../modules/acr"

  name                       = var.registry_name
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  sku                        = "Premium"
  replica_locations          = var.registry_replicas
  allowed_ip_ranges          = var.registry_allowed_ip_ranges
  log_analytics_workspace_id = module.log_analytics.id
}

resource "azurerm_role_assignment" "push" {
  for_each = var.image_pushers

  scope                = module.registry.id
  role_definition_name = "AcrPush"
  principal_id         = each.value
  principal_type       = "ServicePrincipal"
}

module "key_vault" {
  source = "../modules/key_vault"

  name                       = var.key_vault_name
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  soft_delete_days           = 90
  officer_group_object_id    = var.platform_group.object_id
  holds_certificates         = true
  log_analytics_workspace_id = module.log_analytics.id
}

resource "azurerm_dns_zone" "this" {
  name                = var.dns_zone
  resource_group_name = azurerm_resource_group.this.name
  tags                = local.tags
}

resource "azurerm_security_center_subscription_pricing" "this" {
  for_each = var.defender_plans

  tier          = "Standard"
  resource_type = each.key
}
