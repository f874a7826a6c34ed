locals {
  name      = "otel-demo-${var.environment}"
  namespace = local.name

  # Names that are unique in all of Azure. Storage accounts take neither hyphens nor more than 24 characters.
  global_name = { for part in ["postgres", "valkey-cart", "kafka", "cosmos"] : part => join("-", compact([local.name, part, var.name_suffix])) }
  vault_name  = join("-", compact([local.name, var.name_suffix]))
  accounts    = { for part in ["data", "logs", "bkp"] : part => "oteldemo${var.environment}${part}${var.name_suffix}" }

  tags = {
    Project     = "otel-demo"
    Environment = var.environment
    CostCenter  = var.cost_center
    ManagedBy   = "terraform"
  }
}

data "azurerm_client_config" "current" {}

data "azurerm_container_registry" "shared" {
  name                = var.shared.registry
  resource_group_name = var.shared.resource_group
}

data "azurerm_log_analytics_workspace" "shared" {
  name                = var.shared.log_analytics
  resource_group_name = var.shared.resource_group
}

data "azurerm_key_vault" "shared" {
  name                = var.shared.key_vault
  resource_group_name = var.shared.resource_group
}

data "azurerm_dns_zone" "shared" {
  name                = var.shared.dns_zone
  resource_group_name = var.shared.resource_group
}

# The pipelines' runners in the management subnet plan and apply this environment.
data "azurerm_storage_account" "state" {
  name                = var.state_account
  resource_group_name = "otel-demo-state-rg"
}

resource "azurerm_resource_group" "this" {
  name     = "${local.name}-rg"
  location = var.location
  tags     = local.tags
}

module "budget" {
  source = "../budget"

  name              = local.name
  resource_group_id = azurerm_resource_group.this.id
  monthly_amount    = var.budget.monthly_amount
  contact_emails    = var.budget.contact_emails
}
