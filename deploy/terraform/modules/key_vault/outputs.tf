output "id" {
  description = "Identifier of the vault."
  value       = azurerm_key_vault.this.id
}

output "uri" {
  description = "Address of the vault, without a slash at its end."
  value       = "https://${azurerm_key_vault.this.name}.vault.azure.net"
}
