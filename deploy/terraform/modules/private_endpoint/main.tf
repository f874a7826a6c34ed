resource "azurerm_private_endpoint" "this" {
  name                          = "${var.name}-pe"
  resource_group_name           = var.resource_group.name
  location                      = var.resource_group.location
  subnet_id                     = var.subnet_id
  custom_network_interface_name = "${var.name}-nic"
  tags                          = var.tags

  private_service_connection {
    name                           = var.name
    private_connection_resource_id = var.resource_id
    subresource_names              = [var.subresource]
    is_manual_connection           = false
  }

  private_dns_zone_group {
    name                 = "default"
    private_dns_zone_ids = [var.zone_id]
  }

  # A fixed address for every member: a free one that Azure picks could be the fixed one of another endpoint.
  dynamic "ip_configuration" {
    for_each = var.addresses

    content {
      name               = ip_configuration.key
      private_ip_address = ip_configuration.value
      subresource_name   = var.subresource
      member_name        = ip_configuration.key
    }
  }
}
