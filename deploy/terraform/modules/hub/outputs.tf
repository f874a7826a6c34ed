output "virtual_network_id" {
  description = "Identifier of the hub's virtual network."
  value       = azurerm_virtual_network.this.id
}

output "route_table_id" {
  description = "Route table of the spoke, once its subnets use it and the networks are peered."
  value       = azurerm_route_table.this.id
  depends_on = [
    azurerm_subnet_route_table_association.this,
    azurerm_virtual_network_peering.hub_to_spoke,
    azurerm_virtual_network_peering.spoke_to_hub,
  ]
}
