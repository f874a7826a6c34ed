output "id" {
  description = "Identifier of the load balancer, for the annotation alb.networking.azure.io/alb-id of the Gateway."
  value       = azurerm_application_load_balancer.this.id
}

output "fqdn" {
  description = "Public name of the frontend."
  value       = azurerm_application_load_balancer_frontend.this.fully_qualified_domain_name
}

output "firewall_policy_id" {
  description = "Firewall policy of the load balancer."
  value       = azurerm_web_application_firewall_policy.this.id
}
