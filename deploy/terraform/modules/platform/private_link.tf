locals {
  # Every private endpoint with its addresses, counted from the start of the data subnet.
  endpoints = merge(
    {
      postgres         = { resource_id = module.postgres.id, subresource = "postgresqlServer", members = { postgresqlServer = 4 }, zone = "privatelink.postgres.database.azure.com" }
      redis            = merge(module.redis.endpoint, { members = { (module.redis.endpoint.subresource) = 5 } })
      event-hubs       = { resource_id = module.event_hubs.id, subresource = "namespace", members = { namespace = 6 }, zone = "privatelink.servicebus.windows.net" }
      key-vault        = { resource_id = module.key_vault.id, subresource = "vault", members = { default = 7 }, zone = "privatelink.vaultcore.azure.net" }
      shared-key-vault = { resource_id = data.azurerm_key_vault.shared.id, subresource = "vault", members = { default = 8 }, zone = "privatelink.vaultcore.azure.net" }
      data             = { resource_id = module.storage["data"].id, subresource = "blob", members = { blob = 9 }, zone = "privatelink.blob.core.windows.net" }
      logs             = { resource_id = module.storage["logs"].id, subresource = "blob", members = { blob = 10 }, zone = "privatelink.blob.core.windows.net" }
      state            = { resource_id = data.azurerm_storage_account.state.id, subresource = "blob", members = { blob = 31 }, zone = "privatelink.blob.core.windows.net" }
      backup           = { resource_id = module.backup.storage_account.id, subresource = "blob", members = { blob = 11 }, zone = "privatelink.blob.core.windows.net" }
      registry = {
        resource_id = data.azurerm_container_registry.shared.id
        subresource = "registry"
        members     = merge({ registry = 12 }, { for index, region in var.shared.registry_regions : "registry_data_${region}" => 13 + index })
        zone        = "privatelink.azurecr.io"
      }
    },
    var.postgres.replica_location == null ? {} : {
      postgres-replica = { resource_id = module.postgres.replica_id, subresource = "postgresqlServer", members = { postgresqlServer = 40 }, zone = "privatelink.postgres.database.azure.com" }
    },
    var.cosmos == null ? {} : {
      cosmos = {
        resource_id = module.cosmos[0].id
        subresource = "Sql"
        members = merge(
          { (local.global_name["cosmos"]) = 32 },
          { for index, region in var.cosmos.locations : "${local.global_name["cosmos"]}-${region}" => 33 + index },
        )
        zone = "privatelink.documents.azure.com"
      }
    },
  )
}

module "private_dns" {
  source = "../private_dns"

  resource_group_name = azurerm_resource_group.this.name
  tags                = local.tags
  zones               = toset([for endpoint in local.endpoints : endpoint.zone])
  virtual_networks    = { spoke = module.network.virtual_network.id }
}

# AKS itself links this zone to the network of its nodes.
module "cluster_dns" {
  source = "../private_dns"
  count  = var.kubernetes.private ? 1 : 0

  resource_group_name = azurerm_resource_group.this.name
  tags                = local.tags
  zones               = ["privatelink.${var.location}.azmk8s.io"]
  virtual_networks    = { for hub in module.hub : "hub" => hub.virtual_network_id }
}

module "private_endpoint" {
  source   = "../private_endpoint"
  for_each = local.endpoints

  name           = "${local.name}-${each.key}"
  resource_group = azurerm_resource_group.this
  tags           = local.tags
  subnet_id      = module.network.subnet_ids["data"]
  resource_id    = each.value.resource_id
  subresource    = each.value.subresource
  addresses      = { for member, host in each.value.members : member => cidrhost(local.prefixes.data, host) }
  zone_id        = module.private_dns.zone_ids[each.value.zone]
}
