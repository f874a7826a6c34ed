output "id" {
  description = "Identifier of the namespace."
  value       = azurerm_eventhub_namespace.this.id
}

output "host" {
  description = "Name to which Kafka clients connect, at port 9093."
  value       = "${azurerm_eventhub_namespace.this.name}.servicebus.windows.net"
}
