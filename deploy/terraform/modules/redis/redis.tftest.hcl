mock_provider "azurerm" {}

variables {
  name                       = "otel-demo-test-valkey-cart"
  resource_group             = { name = "otel-demo-test-rg", location = "westeurope" }
  tags                       = { Project = "otel-demo" }
  kind                       = "managed"
  managed                    = { sku_name = "Balanced_B5", high_availability = true, snapshot = "1h" }
  cache                      = { sku_name = "Premium", family = "P", capacity = 1, replicas = 1 }
  zones                      = ["1", "2", "3"]
  principals                 = { cart = "00000000-0000-0000-0000-000000000001", frontend = "00000000-0000-0000-0000-000000000002" }
  log_analytics_workspace_id = "/subscriptions/s/resourceGroups/r/providers/Microsoft.OperationalInsights/workspaces/w"
}

run "managed_redis_has_one_address_and_no_keys" {
  command = plan

  assert {
    condition     = azurerm_managed_redis.this[0].default_database[0].clustering_policy == "EnterpriseCluster" && !azurerm_managed_redis.this[0].default_database[0].access_keys_authentication_enabled
    error_message = "Clients are sent to other ports, or sign in with keys."
  }

  assert {
    condition     = output.port == 10000 && output.endpoint.zone == "privatelink.redis.azure.net" && length(azurerm_redis_cache.this) == 0
    error_message = "The endpoint is that of the other service."
  }
}

run "the_switch_makes_the_cache_of_the_table" {
  command = plan

  variables {
    kind = "cache"
  }

  assert {
    condition     = azurerm_redis_cache.this[0].sku_name == "Premium" && azurerm_redis_cache.this[0].capacity == 1 && azurerm_redis_cache.this[0].replicas_per_primary == 1
    error_message = "The size is not Premium P1 with a replica."
  }

  assert {
    condition     = output.port == 6380 && length(azurerm_managed_redis.this) == 0 && length(azurerm_redis_cache_access_policy_assignment.this) == 2
    error_message = "The cache has the port of the other service, or clients without access."
  }
}

run "an_unknown_kind_is_refused" {
  command = plan

  variables {
    kind = "enterprise"
  }

  expect_failures = [var.kind]
}

run "replicas_of_a_standard_cache_are_refused" {
  command = plan

  variables {
    cache = { sku_name = "Standard", family = "C", capacity = 1, replicas = 1 }
  }

  expect_failures = [var.cache]
}
