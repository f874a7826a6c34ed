resource "azurerm_dns_a_record" "this" {
  for_each = var.aliases

  name                = each.key
  zone_name           = var.zone.name
  resource_group_name = var.zone.resource_group
  ttl                 = 300
  target_resource_id  = each.value
  tags                = var.tags
}

resource "azurerm_dns_cname_record" "this" {
  for_each = var.canonical_names

  name                = each.key
  zone_name           = var.zone.name
  resource_group_name = var.zone.resource_group
  ttl                 = 300
  record              = each.value
  tags                = var.tags
}

resource "azurerm_dns_txt_record" "this" {
  for_each = var.texts

  name                = each.key
  zone_name           = var.zone.name
  resource_group_name = var.zone.resource_group
  ttl                 = 300
  tags                = var.tags

  record {
    value = each.value
  }
}
