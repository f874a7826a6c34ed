output "storage_account" {
  description = "Account that the backends name."
  value       = module.state.name
}
