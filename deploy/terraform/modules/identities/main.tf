resource "azurerm_user_assigned_identity" "this" {
  for_each = var.service_accounts

  name                = "${var.name}-${each.key}"
  resource_group_name = var.resource_group.name
  location            = var.resource_group.location
  tags                = var.tags
}

resource "azurerm_federated_identity_credential" "this" {
  for_each = var.service_accounts

  name                      = "kubernetes"
  user_assigned_identity_id = azurerm_user_assigned_identity.this[each.key].id
  issuer                    = var.issuer
  subject                   = "system:serviceaccount:${each.value.namespace}:${each.value.name}"
  audience                  = ["api://AzureADTokenExchange"]
}
