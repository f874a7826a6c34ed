output "host" {
  description = "Name to which clients connect."
  value       = local.is_managed ? one(azurerm_managed_redis.this[*].hostname) : one(azurerm_redis_cache.this[*].hostname)
}

output "port" {
  description = "TLS port to which clients connect."
  value       = local.is_managed ? 10000 : 6380
}

output "endpoint" {
  description = "What a private endpoint leads to."
  value = {
    resource_id = local.is_managed ? one(azurerm_managed_redis.this[*].id) : one(azurerm_redis_cache.this[*].id)
    subresource = local.is_managed ? "redisEnterprise" : "redisCache"
    zone        = local.is_managed ? "privatelink.redis.azure.net" : "privatelink.redis.cache.windows.net"
  }
}
