locals {
  is_managed = var.kind == "managed"
  premium    = var.cache.sku_name == "Premium"
}

resource "azurerm_managed_redis" "this" {
  count = local.is_managed ? 1 : 0

  name                      = var.name
  resource_group_name       = var.resource_group.name
  location                  = var.resource_group.location
  sku_name                  = var.managed.sku_name
  high_availability_enabled = var.managed.high_availability
  public_network_access     = "Disabled"
  tags                      = var.tags

  default_database {
    access_keys_authentication_enabled = false
    client_protocol                    = "Encrypted"
    # One address and port: other policies send clients to ports that network policies do not open.
    clustering_policy                           = "EnterpriseCluster"
    eviction_policy                             = "VolatileLRU"
    persistence_redis_database_backup_frequency = var.managed.snapshot
  }
}

resource "azurerm_managed_redis_access_policy_assignment" "this" {
  for_each = local.is_managed ? var.principals : {}

  managed_redis_id = azurerm_managed_redis.this[0].id
  object_id        = each.value
}

resource "azurerm_redis_cache" "this" {
  count = local.is_managed ? 0 : 1

  name                               = var.name
  resource_group_name                = var.resource_group.name
  location                           = var.resource_group.location
  sku_name                           = var.cache.sku_name
  family                             = var.cache.family
  capacity                           = var.cache.capacity
  replicas_per_primary               = var.cache.replicas
  zones                              = local.premium ? var.zones : null
  public_network_access_enabled      = false
  non_ssl_port_enabled               = false
  minimum_tls_version                = "1.2"
  access_keys_authentication_enabled = false
  tags                               = var.tags

  redis_configuration {
    active_directory_authentication_enabled = true
    maxmemory_policy                        = "volatile-lru"
  }
}

resource "azurerm_redis_cache_access_policy_assignment" "this" {
  for_each = local.is_managed ? {} : var.principals

  name               = each.key
  redis_cache_id     = azurerm_redis_cache.this[0].id
  access_policy_name = "Data Contributor"
  object_id          = each.value
  object_id_alias    = each.key
}

resource "azurerm_monitor_diagnostic_setting" "this" {
  name                       = "logs"
  target_resource_id         = local.is_managed ? "${one(azurerm_managed_redis.this[*].id)}/databases/default" : one(azurerm_redis_cache.this[*].id)
  log_analytics_workspace_id = var.log_analytics_workspace_id

  enabled_log {
    category = local.is_managed ? "ConnectionEvents" : "ConnectedClientList"
  }
}
