output "id" {
  description = "Identifier of the account."
  value       = azurerm_storage_account.this.id
}

output "name" {
  description = "Name of the account."
  value       = azurerm_storage_account.this.name
}

output "container_ids" {
  description = "Identifiers of the containers by name."
  value       = { for name, container in azurerm_storage_container.this : name => container.id }
}

output "rules" {
  description = "What becomes of old blobs."
  value       = flatten(azurerm_storage_management_policy.this[*].rule)
}
