output "AZURE_CONTAINER_REGISTRY_ENDPOINT" {
  value = module.registry.login_server
}

output "name_servers" {
  description = "Servers to which the parent zone must delegate the shop's zone."
  value       = azurerm_dns_zone.this.name_servers
}

output "runner_subnet_id" {
  description = "Subnet for self-hosted runners of the pipelines."
  value       = module.network.subnet_ids["runners"]
}
