locals {
  links = {
    for pair in setproduct(var.zones, keys(var.virtual_networks)) : "${pair[0]}/${pair[1]}" => { zone = pair[0], network = pair[1] }
  }
}

resource "azurerm_private_dns_zone" "this" {
  for_each = var.zones

  name                = each.key
  resource_group_name = var.resource_group_name
  tags                = var.tags
}

resource "azurerm_private_dns_zone_virtual_network_link" "this" {
  for_each = local.links

  name                  = each.value.network
  resource_group_name   = var.resource_group_name
  private_dns_zone_name = azurerm_private_dns_zone.this[each.value.zone].name
  virtual_network_id    = var.virtual_networks[each.value.network]
  tags                  = var.tags
}
