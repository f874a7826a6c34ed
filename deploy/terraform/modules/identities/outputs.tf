output "client_ids" {
  description = "Client ids by workload, for annotations of service accounts."
  value       = { for workload, identity in azurerm_user_assigned_identity.this : workload => identity.client_id }
}

output "principal_ids" {
  description = "Object ids by workload, for role assignments."
  value       = { for workload, identity in azurerm_user_assigned_identity.this : workload => identity.principal_id }
}
