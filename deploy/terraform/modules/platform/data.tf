module "postgres" {
  source = "../postgres"

  name                       = local.global_name["postgres"]
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  administrator              = var.platform_group
  databases                  = toset([for service in local.services : service.database if service.database != null])
  server_version             = var.postgres.version
  sku_name                   = var.postgres.sku_name
  storage_mb                 = var.postgres.storage_mb
  zones                      = var.zones
  high_availability          = var.postgres.high_availability
  backup                     = { retention_days = var.retention_days, geo_redundant = var.postgres.geo_redundant }
  replica_location           = var.postgres.replica_location
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id
}

module "redis" {
  source = "../redis"

  name                       = local.global_name["valkey-cart"]
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  kind                       = var.redis.kind
  managed                    = var.redis.managed
  cache                      = var.redis.cache
  zones                      = var.zones
  principals                 = { for name, service in local.services : name => module.identities.principal_ids[name] if service.redis }
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id
}

module "event_hubs" {
  source = "../eventhubs"

  name                       = local.global_name["kafka"]
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  sku                        = var.event_hubs.sku
  throughput_units           = var.event_hubs.throughput_units
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id

  topics = {
    "orders"             = { partitions = var.event_hubs.partitions, retention_days = 7, consumer_groups = ["accounting", "fraud-detection", "recommendation"] }
    "orders.dead-letter" = { partitions = 1, retention_days = 7 }
  }

  capture = !var.event_hubs.capture ? null : {
    topic              = "orders"
    storage_account_id = module.storage["data"].id
    container          = { id = module.storage["data"].container_ids["orders"], name = "orders" }
  }

  senders   = { for name, service in local.services : name => module.identities.principal_ids[name] if contains(service.event_hubs, "send") }
  receivers = { for name, service in local.services : name => module.identities.principal_ids[name] if contains(service.event_hubs, "receive") }
}

module "key_vault" {
  source = "../key_vault"

  name                       = local.vault_name
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  tenant_id                  = data.azurerm_client_config.current.tenant_id
  soft_delete_days           = var.secrets.soft_delete_days
  officer_group_object_id    = var.platform_group.object_id
  generated_secrets          = ["browser-token"]
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id
}

module "storage" {
  source = "../storage"

  for_each = {
    # Captured orders and application data
    data = { containers = { orders = { archive_after_days = var.retention_days, delete_after_days = 365 }, application = {} }, access_keys = false }
    # The network watcher writes flow logs with an account key.
    logs = { containers = {}, access_keys = true }
  }

  name             = local.accounts[each.key]
  resource_group   = azurerm_resource_group.this
  tags             = local.tags
  replication_type = var.storage.replication_type
  soft_delete_days = var.retention_days
  containers       = each.value.containers
  access_keys      = each.value.access_keys
}

module "backup" {
  source = "../backup"

  name             = local.accounts["bkp"]
  resource_group   = azurerm_resource_group.this
  tags             = local.tags
  replication_type = var.storage.backup_replication_type
  retention_days   = max(var.retention_days, 35) # Velero keeps daily backups for 30 days in every environment.
  immutable_days   = var.storage.immutable_days
  principal_id     = module.identities.principal_ids["velero"]
}

module "cosmos" {
  source = "../cosmos"
  count  = var.cosmos == null ? 0 : 1

  name                       = local.global_name["cosmos"]
  resource_group             = azurerm_resource_group.this
  tags                       = local.tags
  locations                  = var.cosmos.locations
  zone_redundant             = length(var.zones) > 1
  throughput                 = var.cosmos.throughput
  database                   = "shop"
  principals                 = {}
  log_analytics_workspace_id = data.azurerm_log_analytics_workspace.shared.id
}
