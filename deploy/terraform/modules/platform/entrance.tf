# Clients -> Front Door -> Application Gateway -> Application Gateway for Containers -> frontend-proxy.
# What an environment lacks is left out of the chain; the public name leads to the first of the rest.
# Without any of them a gateway in the cluster has a load balancer with a public address.
locals {
  has_gateway    = var.entrance.application_gateway != null
  has_front_door = var.entrance.front_door != null

  record      = var.entrance.host == var.shared.dns_zone ? "@" : trimsuffix(var.entrance.host, ".${var.shared.dns_zone}")
  origin      = local.record == "@" ? "origin" : "origin-${local.record}"
  origin_host = "${local.origin}.${var.shared.dns_zone}"

  certificate_scope     = "${data.azurerm_key_vault.shared.id}/secrets/${var.shared.certificate}"
  certificate_vault_url = "https://${var.shared.key_vault}.vault.azure.net"
  certificate_secret_id = "${local.certificate_vault_url}/secrets/${var.shared.certificate}"
}

# In the group of the nodes, where the cluster may attach it. deploy/gitops/addons/gateway-class has its name.
resource "azurerm_public_ip" "load_balancer" {
  count = var.entrance.containers ? 0 : 1

  name                = "${local.name}-ip"
  resource_group_name = module.aks.node_resource_group_name
  location            = var.location
  allocation_method   = "Static"
  sku                 = "Standard"
  zones               = var.zones
  tags                = local.tags
}

module "agc" {
  source = "../agc"
  count  = var.entrance.containers ? 1 : 0

  name                       = local.name
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  subnet_id                  = module.network.subnet_ids["agc"]
  controller                 = { principal_id = module.identities.principal_ids["alb-controller"], node_resource_group_id = module.aks.node_resource_group_id }
  allowed_sources            = [for gateway in module.app_gateway : gateway.public_ip.address]
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id
}

module "app_gateway" {
  source = "../app_gateway"
  count  = local.has_gateway ? 1 : 0

  name                       = local.name
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  subnet_id                  = module.network.subnet_ids["gateway"]
  capacity                   = var.entrance.application_gateway
  zones                      = var.zones
  host_names                 = local.has_front_door ? [var.entrance.host, local.origin_host] : [var.entrance.host]
  backend_fqdn               = module.agc[0].fqdn
  certificate_secret_id      = local.certificate_secret_id
  certificate_scope          = local.certificate_scope
  front_door                 = one([for front_door in module.front_door : { resource_guid = front_door.resource_guid }])
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id

  # The gateway reads its certificate through the private endpoint of the vault.
  depends_on = [module.private_endpoint]
}

module "front_door" {
  source = "../front_door"
  count  = local.has_front_door ? 1 : 0

  name                       = local.name
  resource_group_name        = azurerm_resource_group.this.name
  tags                       = local.tags
  dns_zone_id                = data.azurerm_dns_zone.shared.id
  host_names                 = { shop = var.entrance.host }
  origins                    = merge(var.entrance.front_door.other_regions, { (var.location) = { host_name = local.origin_host, priority = 1 } })
  allowed_countries          = var.entrance.front_door.allowed_countries
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id
}

module "dns" {
  source = "../dns"

  zone = { name = var.shared.dns_zone, resource_group = var.shared.resource_group }
  tags = local.tags

  aliases = merge(
    { for front_door in module.front_door : (local.record) => front_door.endpoint_id },
    { for address in azurerm_public_ip.load_balancer : (local.record) => address.id },
    { for gateway in module.app_gateway : (local.has_front_door ? local.origin : local.record) => gateway.public_ip.id },
  )

  canonical_names = local.has_gateway ? {} : { for containers in module.agc : (local.record) => containers.fqdn }

  texts = { for front_door in module.front_door : (local.record == "@" ? "_dnsauth" : "_dnsauth.${local.record}") => front_door.validation_tokens["shop"] }
}
