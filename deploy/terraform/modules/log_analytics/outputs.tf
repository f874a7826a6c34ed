output "id" {
  description = "Identifier of the workspace."
  value       = azurerm_log_analytics_workspace.this.id
}
