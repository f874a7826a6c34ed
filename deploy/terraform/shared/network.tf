# Runners of the pipelines push images and write state here, because registry, vault and state account have no public endpoint.
locals {
  prefixes = {
    runners   = "10.32.0.0/26"
    endpoints = "10.32.0.64/26"
  }

  registry_members = concat(["registry"], [for region in concat([var.location], sort(var.registry_replicas)) : "registry_data_${region}"])

  endpoints = {
    key-vault = { resource_id = module.key_vault.id, subresource = "vault", zone = "privatelink.vaultcore.azure.net", members = ["default"], first = 4 }
    state     = { resource_id = data.azurerm_storage_account.state.id, subresource = "blob", zone = "privatelink.blob.core.windows.net", members = ["blob"], first = 5 }
    registry  = { resource_id = module.registry.id, subresource = "registry", zone = "privatelink.azurecr.io", members = local.registry_members, first = 6 }
  }
}

data "azurerm_storage_account" "state" {
  name                = var.state_account.name
  resource_group_name = var.state_account.resource_group
}

module "network" {
  source = "../modules/network"

  name                       = local.name
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  address_space              = "10.32.0.0/24"
  log_analytics_workspace_id = module.log_analytics.id

  subnets = {
    runners   = { prefix = local.prefixes.runners, inbound = {} }
    endpoints = { prefix = local.prefixes.endpoints, inbound = { runners = { source = local.prefixes.runners, ports = ["443"] } } }
  }
}

resource "azurerm_public_ip" "runners" {
  name                = "${local.name}-nat-ip"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  allocation_method   = "Static"
  sku                 = "Standard"
  tags                = local.tags
}

resource "azurerm_nat_gateway" "runners" {
  name                = "${local.name}-nat"
  resource_group_name = azurerm_resource_group.this.name
  location            = var.location
  sku_name            = "Standard"
  tags                = local.tags
}

resource "azurerm_nat_gateway_public_ip_association" "runners" {
  nat_gateway_id       = azurerm_nat_gateway.runners.id
  public_ip_address_id = azurerm_public_ip.runners.id
}

resource "azurerm_subnet_nat_gateway_association" "runners" {
  subnet_id      = module.network.subnet_ids["runners"]
  nat_gateway_id = azurerm_nat_gateway.runners.id
}

module "private_dns" {
  source = "../modules/private_dns"

  resource_group_name = azurerm_resource_group.this.name
  tags                = local.tags
  zones               = toset([for endpoint in local.endpoints : endpoint.zone])
  virtual_networks    = { runners = module.network.virtual_network.id }
}

module "private_endpoint" {
  source   = "../modules/private_endpoint"
  for_each = local.endpoints

  name           = "${local.name}-${each.key}"
  resource_group = azurerm_resource_group.this
  tags           = local.tags
  subnet_id      = module.network.subnet_ids["endpoints"]
  resource_id    = each.value.resource_id
  subresource    = each.value.subresource
  addresses      = { for index, member in each.value.members : member => cidrhost(local.prefixes.endpoints, each.value.first + index) }
  zone_id        = module.private_dns.zone_ids[each.value.zone]
}
