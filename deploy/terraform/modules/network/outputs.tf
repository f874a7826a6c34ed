output "virtual_network" {
  description = "Identifier and name of the virtual network."
  value = {
    id   = azurerm_virtual_network.this.id
    name = azurerm_virtual_network.this.name
  }
}

output "subnet_ids" {
  description = "Identifiers of the subnets by name, once their rules are in force."
  value       = { for name, subnet in azurerm_subnet.this : name => subnet.id }
  depends_on  = [azurerm_subnet_network_security_group_association.this]
}
