output "public_ip" {
  description = "Identifier and address of the gateway's public address."
  value = {
    id      = azurerm_public_ip.this.id
    address = azurerm_public_ip.this.ip_address
  }
}
