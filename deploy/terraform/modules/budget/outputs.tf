output "monthly_amount" {
  description = "Cost of a month above which an alert is sent."
  value       = azurerm_consumption_budget_resource_group.this.amount
}
