output "zone_ids" {
  description = "Identifiers of the zones by name, once they are linked."
  value       = { for name, zone in azurerm_private_dns_zone.this : name => zone.id }
  depends_on  = [azurerm_private_dns_zone_virtual_network_link.this]
}
