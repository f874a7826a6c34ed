output "id" {
  description = "Identifier of the account, for a private endpoint."
  value       = azurerm_cosmosdb_account.this.id
}
