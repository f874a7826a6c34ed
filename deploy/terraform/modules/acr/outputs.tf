output "id" {
  description = "Identifier of the registry."
  value       = azurerm_container_registry.this.id
}

output "login_server" {
  description = "Name to which images are pushed."
  value       = azurerm_container_registry.this.login_server
}
