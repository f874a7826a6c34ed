output "id" {
  description = "Identifier of the server."
  value       = azurerm_postgresql_flexible_server.this.id
}

output "host" {
  description = "Name to which clients connect."
  value       = azurerm_postgresql_flexible_server.this.fqdn
}

output "replica_id" {
  description = "Identifier of the copy in another region; null where there is none."
  value       = one(azurerm_postgresql_flexible_server.replica[*].id)
}
