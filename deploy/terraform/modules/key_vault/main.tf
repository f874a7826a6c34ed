resource "azurerm_key_vault" "this" {
  name                          = var.name
  resource_group_name           = var.resource_group.name
  location                      = var.resource_group.location
  tenant_id                     = var.tenant_id
  sku_name                      = "standard"
  rbac_authorization_enabled    = true
  purge_protection_enabled      = true
  soft_delete_retention_days    = var.soft_delete_days
  public_network_access_enabled = false
  tags                          = var.tags

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}

resource "azurerm_role_assignment" "officers" {
  for_each = toset(concat(["Key Vault Secrets Officer"], var.holds_certificates ? ["Key Vault Certificates Officer"] : []))

  scope                = azurerm_key_vault.this.id
  role_definition_name = each.key
  principal_id         = var.officer_group_object_id
  principal_type       = "Group"
}

# Resource Manager writes the secrets, because the vault has no public endpoint for Terraform to call.
resource "azurerm_resource_group_template_deployment" "secret" {
  for_each = var.generated_secrets

  name                = "${var.name}-${each.key}"
  resource_group_name = var.resource_group.name
  deployment_mode     = "Incremental"
  tags                = var.tags

  template_content = jsonencode({
    "$schema"      = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#"
    contentVersion = "1.0.0.0"
    parameters = {
      first  = { type = "securestring", defaultValue = "[newGuid()]" }
      second = { type = "securestring", defaultValue = "[newGuid()]" }
    }
    resources = [{
      type       = "Microsoft.KeyVault/vaults/secrets"
      apiVersion = "2023-07-01"
      name       = "${azurerm_key_vault.this.name}/${each.key}"
      properties = { value = "[replace(concat(parameters('first'), parameters('second')), '-', '')]" }
    }]
  })
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                       = "logs"
  target_resource_id         = azurerm_key_vault.this.id
  log_analytics_workspace_id = var.log_analytics_workspace_id

  enabled_log {
    category = "AuditEvent"
  }
}
